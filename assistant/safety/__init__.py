"""What must hold before any other code sees a text: redaction and urgency."""
