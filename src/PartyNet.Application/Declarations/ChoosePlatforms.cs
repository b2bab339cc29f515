using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The first question: on which platforms the member has accounts. Nothing of the answer is kept but in the address of the next page, so
/// that whoever goes back and answers otherwise leaves no account behind.
/// </summary>
public sealed class ChoosePlatforms(DraftStore drafts, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Platform">The codes of those that were ticked.</param>
    public sealed record Command(Guid RequestKey, IReadOnlyCollection<string> Platform);

    /// <returns>The platforms in the order in which they are asked about.</returns>
    public async Task<ErrorOr<IReadOnlyList<Platform>>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        if (command.RequestKey == Guid.Empty)
            return Problem.OldForm();
        var draft = (await drafts.LoadAsync(cancellationToken)).Draft;
        if (command.Platform.Count == 0 || command.Platform.Any(code => Platform.Find(code) is null))
        {
            // Whoever has declared an account is not offered to say that there is none.
            return Problem.At(nameof(command.Platform), draft.Accounts.Count == 0
                ? "Đồng chí đánh dấu các mạng xã hội đang dùng, hoặc “Tôi không sử dụng mạng xã hội”."
                : "Đồng chí đánh dấu các mạng xã hội muốn khai thêm. Không khai thêm thì bấm “Quay lại”.");
        }

        var chosen = Platform.BuiltIn.Where(p => command.Platform.Any(code => Platform.Find(code) == p)).ToList();
        var added = chosen.Count(p => draft.Find(AccountIds.Of(command.RequestKey, p)) is null);
        return draft.Accounts.Count + added > Draft.MaxAccounts ? Problem.At(nameof(command.Platform), Draft.Full) : chosen;
    }
}

/// <summary>
/// The ids of the accounts that one form adds, one for each platform: whoever goes back and ticks more or fewer boxes meets the accounts
/// again whose address they have typed.
/// </summary>
public static class AccountIds
{
    /// <param name="form">The key of the form, or the id of any account that came of it.</param>
    /// <param name="platform">The platform of the account.</param>
    public static Guid Of(Guid form, Platform platform)
    {
        Span<byte> id = stackalloc byte[16];
        form.TryWriteBytes(id);
        id[^1] = (byte)Platform.BuiltIn.ToList().IndexOf(platform);
        return new Guid(id);
    }
}
