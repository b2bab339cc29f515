using PartyNet.Cli;

using var io = Stdio.OfProcess();
return await CommandLine.RunAsync(args, io);
