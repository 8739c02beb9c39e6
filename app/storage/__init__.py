"""Floor 2: the workspace file, the log, and the tables that are its current state. The only room with SQL."""
