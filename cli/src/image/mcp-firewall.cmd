@echo off
setlocal
set "app=%~dp0..\app"
"%~dp0java.exe" "@%app%\jvm.options" "-XX:AOTCache=%app%\mcp-firewall.aot" -cp "@CLASS_PATH@" @MAIN_CLASS@ %*
exit /b %ERRORLEVEL%
