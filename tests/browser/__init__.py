"""The playground's page in headless Chromium, with a small scripted bot on the other end."""
