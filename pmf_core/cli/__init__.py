"""The command line: what a script or an analyst asks without a browser."""
