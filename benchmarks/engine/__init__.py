"""The analysis engine against R, pingouin, semopy, statsmodels and factor_analyzer.

    PYTHONPATH=src python -m benchmarks.engine [respondents ...] [--limit SECONDS] [--only TASK]

Every measurement is a process of its own, ours and the rival's right after each other in the same run.
Rivals are no part of the requirements: R is used where Rscript and the package are there, Python packages
where RONDOM_BENCH_PYTHON (an interpreter; by default this one) can import them; otherwise a line says so.
"""
