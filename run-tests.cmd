@echo off
rem Runs the tests; words are handed to pytest, and with none the whole suite is measured too.
call "%~dp0run.cmd" --tests %*
