"""What pages and papers share: tasks as an office counts them, the words and numbers in which they are shown.

Made from the tables alone, without Streamlit: `tasks` (one row a task, with gap and card), `standing` (how departments
stand), `profile` (what a department's report holds), `sources` (where a figure stands and how it was reckoned),
`labels` (display words), `figures` (numbers as an office writes them), `joined` (tables with their reports' columns).
"""
