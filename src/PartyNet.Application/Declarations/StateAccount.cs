using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>
/// Keeps what the member states of one account: its address as it was typed, also where it cannot be read, so that the member finds it
/// again after a break; its display name; whose it is. Says at each field what is wrong. With its address a new account enters the draft;
/// its id came with the form, so a repeated post adds nothing.
/// </summary>
public sealed class StateAccount(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Platform">Of a new account; one that is in the draft keeps its own.</param>
    /// <param name="Network">The name of the network where it is none of the platforms; it may stand in the address as well.</param>
    public sealed record Command(
        Guid Account, string? Address, AccountUse? Use, string? DisplayName, string? Platform = null, string? Network = null);

    /// <returns>The account as the draft has it now.</returns>
    public async Task<ErrorOr<DraftAccount>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var step = new Step(command);
        var saved = await drafts.ChangeAsync(Needs, step.Apply, cancellationToken);
        return step.Problems.Count > 0 ? step.Problems : saved.Then(_ => step.Stated!);
    }

    private sealed class Step(Command command)
    {
        /// <summary>Whatever network it is: what its address may be, in words that do not repeat the name.</summary>
        private static readonly Platform Unlisted = new(Platform.Other.Code, "mạng này", PlatformRule.NameOrLink);

        public List<Error> Problems { get; } = [];

        public DraftAccount? Stated { get; private set; }

        /// <summary>What is right is kept beside what is wrong; an account that has no address yet is not kept at all.</summary>
        public ErrorOr<Draft> Apply(Draft draft)
        {
            if (Find(draft) is { IsError: true } missing)
                return missing.Errors;
            var account = Find(draft).Value;
            var changed = Described(Addressed(account));
            if (draft.Accounts.Any(a => a.Id != account.Id && a.IsSameAs(changed)))
            {
                AddAt(
                    nameof(command.Address),
                    $"Tài khoản {account.Platform.Name} này đã có trong danh sách của đồng chí. Mỗi tài khoản chỉ khai một lần.");
                changed = changed with { Typed = account.Typed };
            }

            Stated = changed;
            return changed == draft.Find(account.Id) || !DraftAccount.IsAddress(changed.Typed) ? draft : draft.With(changed);
        }

        private ErrorOr<DraftAccount> Find(Draft draft)
        {
            if (draft.Find(command.Account) is { } known)
                return known;
            if (command.Account == Guid.Empty || Platform.Find(command.Platform) is not { } platform)
                return Problem.NotFound();
            return draft.IsFull ? Problem.At(nameof(command.Platform), Draft.Full) : new DraftAccount(command.Account, platform.Code);
        }

        private DraftAccount Addressed(DraftAccount account)
        {
            var typed = VietnameseText.Compose(command.Address ?? "");
            if (account.Platform == Platform.Other)
                typed = Named(typed);
            else if (AccountAddress.Parse(account.Platform, typed) is { IsAccepted: false } refused)
                AddAt(nameof(command.Address), refused.Reason!);
            // Nothing is no address, nor is a megabyte; what was there before stays.
            return DraftAccount.IsAddress(typed) && typed.Length <= AccountAddress.MaxLength ? account with { Typed = typed } : account;
        }

        /// <summary>Puts the two fields together, each objected to by itself.</summary>
        private string Named(string address)
        {
            var (network, rest) = NamedAccount.Of(address);
            if (VietnameseText.Normalize(command.Network) is { Length: > 0 } stated)
            {
                // Whoever was asked for the network by name may write it before the address as well.
                if (!stated.Equals(network, StringComparison.OrdinalIgnoreCase))
                    rest = address;
                network = stated;
            }

            if (network.Length == 0)
                AddAt(nameof(command.Network), "Đồng chí ghi tên mạng xã hội, ví dụ: Viber.");
            else if (!NamedAccount.IsNetwork(network))
                AddAt(
                    nameof(command.Network),
                    $"Tên mạng xã hội gồm nhiều nhất {NamedAccount.NetworkLength} ký tự, là chữ, không phải số điện thoại hay đường dẫn. "
                        + "Ví dụ: Viber.");
            else if (Platform.Named(network) is { } platform)
                AddAt(
                    nameof(command.Network),
                    $"{platform.Name} có mục riêng. Đồng chí quay lại, chọn {platform.Name} trong danh sách mạng xã hội rồi khai ở đó.");
            if (AccountAddress.Parse(Unlisted, rest) is { IsAccepted: false } refused)
                AddAt(nameof(command.Address), refused.Reason!);
            return new NamedAccount(network, rest).Text;
        }

        private DraftAccount Described(DraftAccount account)
        {
            var name = VietnameseText.Normalize(command.DisplayName);
            if (name.Length > AccountDetails.DisplayNameLength)
                AddAt(
                    nameof(command.DisplayName),
                    $"Tên hiển thị dài quá {AccountDetails.DisplayNameLength} ký tự. Đồng chí ghi ngắn lại.");
            else if (name.Contains('\uFFFD', StringComparison.Ordinal))
                AddAt(nameof(command.DisplayName), "Tên hiển thị có ký tự hỏng. Đồng chí gõ lại.");
            else
                account = account with { DisplayName = name.Length == 0 ? null : name };

            if (command.Use is { } use && Enum.IsDefined(use))
                return account with { Use = use };
            AddAt(nameof(command.Use), "Đồng chí chọn tài khoản này là của ai.");
            return account;
        }

        private void AddAt(string field, string words) => Problems.Add(Problem.At(field, words));
    }
}
