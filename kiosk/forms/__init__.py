"""Forms: the XForms model, its expressions and the session that asks one question at a time."""
