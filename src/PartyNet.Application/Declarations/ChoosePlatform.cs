using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The first question about an account: its platform. Nothing of the answer is kept but in the address of the next page, so that whoever
/// goes back and answers otherwise leaves no account behind.
/// </summary>
public sealed class ChoosePlatform(DraftStore drafts, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Command(Guid RequestKey, string? Platform);

    public async Task<ErrorOr<ChosenPlatform>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        if (command.RequestKey == Guid.Empty)
            return Problem.OldForm();
        if (Platform.Find(command.Platform) is not { } platform)
            return Problem.At(nameof(command.Platform), "Đồng chí chọn một mạng xã hội.");

        var draft = (await drafts.LoadAsync(cancellationToken)).Draft;
        // Back from an account that has its address by now: the same choice leads to it, another one to another account.
        var known = draft.Find(command.RequestKey);
        if (known?.Platform == platform)
            return new ChosenPlatform(known.Id, platform);
        if (draft.IsFull)
            return Problem.At(nameof(command.Platform), Draft.Full);
        return new ChosenPlatform(known is null ? command.RequestKey : Guid.CreateVersion7(), platform);
    }
}

/// <summary>What the address is asked for.</summary>
/// <param name="Account">The id that the account gets with its address.</param>
public sealed record ChosenPlatform(Guid Account, Platform Platform);
