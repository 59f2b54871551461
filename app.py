"""The router: pages, shared filters, language. `streamlit run app.py` starts here."""

from pathlib import Path

from guoban.ui import routing

routing.run(Path(__file__).parent)
