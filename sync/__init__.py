"""The worker that brings sealed cases to the platform, and the admin verbs."""
