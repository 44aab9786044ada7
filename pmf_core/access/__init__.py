"""Who may read what: a person and a request become a Scope. Pure."""
