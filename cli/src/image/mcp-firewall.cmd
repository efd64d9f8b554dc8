@echo off
setlocal
set "app=%~dp0..\app"
set "cache=mcp-firewall"
if "%~1"=="rego" set "cache=rego"
"%~dp0java.exe" "@%app%\jvm.options" "-XX:AOTCache=%app%\%cache%.aot" -cp "@CLASS_PATH@" @MAIN_CLASS@ %*
exit /b %ERRORLEVEL%
