"""Commands without a window: they call the services, print sentences or JSON, and end with an exit status."""
