namespace PartyNet.Application.Access;

/// <summary>
/// Counts the tries with a slip, each for itself and at once, so that of sixty guesses five are looked at and none waits.
/// </summary>
public interface ISlipTries
{
    /// <summary>Counts a try as wrong before anything is looked at.</summary>
    /// <returns>The number of this try; null where there were <see cref="ActivationSlip.MostTries"/> before, or no such slip.</returns>
    Task<int?> CountAsync(Guid slipId, CancellationToken cancellationToken);

    /// <summary>The try was right.</summary>
    Task TakeBackAsync(Guid slipId, CancellationToken cancellationToken);
}
