namespace PartyNet.Cli;

/// <summary>The exit codes that offices' scripts rely on.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int FoundSomethingWrong = 1;
    public const int Misuse = 2;
}
