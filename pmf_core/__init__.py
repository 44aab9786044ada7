"""The library behind the hub: definitions, measures, judgement and views. It never imports streamlit."""
