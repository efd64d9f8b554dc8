@echo off
setlocal
set "app=%~dp0..\app"
set "cache=mcp-firewall"
if "%~1"=="rego" set "cache=rego"
if "%~1"=="policy" set "cache=policy"
if "%~1"=="check" set "cache=policy"
if "%~1"=="wrap" if exist "%USERPROFILE%\.mcp-firewall\config.yaml" set "cache=policy"
"%~dp0java.exe" "@%app%\jvm.options" "-XX:AOTCache=%app%\%cache%.aot" -cp "@CLASS_PATH@" @MAIN_CLASS@ %*
exit /b %ERRORLEVEL%
