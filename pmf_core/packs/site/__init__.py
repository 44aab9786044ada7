"""The public pages as files: plain HTML and CSS that need no script and no server."""
