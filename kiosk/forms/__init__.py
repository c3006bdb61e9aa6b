"""The form session: what is asked, what is allowed, what comes out. XML stays in the loader."""
