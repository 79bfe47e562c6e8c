"""Sets Sasaeai up from nothing but CPython: `python3 -m bootstrap VERB`.

Two stages. `__main__`, `say`, `interpreter` and `environment` run on whatever Python is there and
build `.venv`; all other modules run inside it. Both stages use the standard library only.
"""
