using PartyNet.LoadBench;

#pragma warning disable RS0030 // The program starts here: from here on the clock is handed over.
var clock = TimeProvider.System;
#pragma warning restore RS0030

// What the site under load does in development, it does here; demo data are loaded nowhere else.
foreach (var variable in new[] { "DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT" })
    Environment.SetEnvironmentVariable(variable, "Development");
return CommandLineProcess.IsAskedFor(args)
    ? await CommandLineProcess.RunAsync(args)
    : await BenchCommands.Create(clock).Parse(args).InvokeAsync();
