"""What pages show: frozen values computed from records."""
