namespace PartyNet.Application.Diagnosis;

/// <summary>
/// Looks at what the site needs, as far as the application's role and this machine show it, within seconds; what takes longer the command
/// line looks at. What was found last is kept.
/// </summary>
public interface IInstallationChecks
{
    /// <summary>Null before the first time since the site started.</summary>
    Examination? Last { get; }

    /// <summary>Whoever asks while another one is under way gets that one.</summary>
    Task<Examination> ExamineAsync(CancellationToken cancellationToken);
}
