"""What the office knows: articles, offices, services, and the search over them.

Plain Python: no Telegram, no database. Start at `articles` (the shapes), `loader` (a folder of
files becomes a `KnowledgeBase`) and `search` (a question becomes a `Finding`).
"""
