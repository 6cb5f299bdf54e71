@echo off
rem With no words opens the window; with words runs that command (README.md lists them).
setlocal
set "python="
for %%v in (3.13 3.12 3.14 3.11) do if not defined python py -%%v -c "" >nul 2>&1 && set "python=py -%%v"
if not defined python python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>&1 && set "python=python"
if not defined python (
    echo Python 3.11 to 3.14 is needed. Type this once, then start again: winget install Python.Python.3.13 1>&2
    exit /b 69
)
%python% "%~dp0bootstrap.py" %*
