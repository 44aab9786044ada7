"""config/ and the reference data become definitions. The only reader of YAML."""
