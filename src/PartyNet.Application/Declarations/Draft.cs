using System.Text.Json;
using System.Text.Json.Serialization;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>
/// What a member has stated and not yet submitted: sealed as JSON, one per member. It begins as a repetition of the latest
/// declaration, so that a member who declares again changes only what has changed.
/// </summary>
public sealed record Draft
{
    /// <summary>Nobody has more; a longer list is a mistake or an attack.</summary>
    public const int MaxAccounts = 20;

    /// <summary>What a member reads who would make the list longer than that.</summary>
    public static readonly string Full =
        $"Danh sách đã có {MaxAccounts} tài khoản, là mức nhiều nhất. Nếu cần khai thêm, đồng chí báo bí thư chi bộ.";

    /// <summary>More than a list that is full can be asked about.</summary>
    public const int MaxReplies = 4 * MaxAccounts;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The latest declaration when the draft began; null where there was none. A later decision makes the draft stale.</summary>
    public DraftBasis? BasedOn { get; init; }

    /// <summary>"Tôi không sử dụng mạng xã hội."</summary>
    public bool NoAccounts { get; init; }

    public IReadOnlyList<DraftAccount> Accounts { get; init; } = [];

    /// <summary>Answers to what the reviewer asked to put right in the latest declaration.</summary>
    public IReadOnlyList<DefectReply> Replies { get; init; } = [];

    /// <summary>Null while nothing has been answered.</summary>
    [JsonIgnore]
    public DeclarationAnswer? Answer =>
        Accounts.Count > 0 ? DeclarationAnswer.HasAccounts : NoAccounts ? DeclarationAnswer.NoAccounts : null;

    /// <summary>Accounts of which something is missing or cannot be read.</summary>
    [JsonIgnore]
    public IEnumerable<DraftAccount> Unfinished => Accounts.Where(a => !a.IsComplete);

    [JsonIgnore]
    public bool IsFull => Accounts.Count >= MaxAccounts;

    public DraftAccount? Find(Guid id) => Accounts.FirstOrDefault(a => a.Id == id);

    public Draft With(DraftAccount account) => this with
    {
        NoAccounts = false,
        Accounts = Find(account.Id) is null ? [.. Accounts, account] : [.. Accounts.Select(a => a.Id == account.Id ? account : a)],
    };

    /// <summary>The text that is sealed.</summary>
    public string Pack() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text was not written by <see cref="Pack"/>.</exception>
    /// <remarks>Drafts used to hold accounts of which only the platform was chosen; they are none.</remarks>
    public static Draft Unpack(string packed)
    {
        var draft = JsonSerializer.Deserialize<Draft>(packed, Json)!;
        return draft with { Accounts = [.. draft.Accounts.Where(a => DraftAccount.IsAddress(a.Typed))] };
    }

    public Draft Without(Guid id) => this with { Accounts = [.. Accounts.Where(a => a.Id != id)] };
}

/// <summary>The declaration that a draft began from, as it stood then.</summary>
public sealed record DraftBasis(Guid Id, int Version);

/// <summary>
/// One account of a draft. It is there from the moment that something is typed as its address, and stays also while that cannot be read.
/// </summary>
/// <param name="Id">Of the declared account that it repeats, or the key of the form that added it.</param>
public sealed record DraftAccount(Guid Id, string PlatformCode, string Typed = "", string? DisplayName = null, AccountUse? Use = null)
{
    /// <summary>What a list proposes, as its member would have typed it. A page or a group is asked about before it is theirs.</summary>
    internal static DraftAccount Of(ProposedAccount proposal, AccountDetails details)
    {
        var account = new DraftAccount(proposal.Id, proposal.PlatformCode, details.Typed);
        return account.Address.Kind is AccountKind.Person || account.Platform.Rule.UsualKind is not AccountKind.Person
            ? account with { Use = AccountUse.Personal }
            : account;
    }

    /// <summary>Whether anything is typed at all.</summary>
    public static bool IsAddress(string typed) => VietnameseText.Normalize(typed).Length > 0;

    [JsonIgnore]
    public Platform Platform => Platform.Find(PlatformCode) ?? Platform.Other;

    /// <summary>What was typed, read by the rules of today.</summary>
    [JsonIgnore]
    public AccountAddress Address => AccountAddress.Parse(Platform, Typed);

    [JsonIgnore]
    public bool IsComplete => Address.IsAccepted && Use is not null;

    /// <summary>As its owner reads it: a telephone number as it was typed, anything else as it is kept.</summary>
    [JsonIgnore]
    public string Shown => Address.AsStated(Typed);

    /// <summary>What the member knows of an account whose address they could not get at; null where there is an address.</summary>
    [JsonIgnore]
    public string? KnownOf =>
        Typed.StartsWith(AccountAddress.Unknown, StringComparison.Ordinal) ? Typed[AccountAddress.Unknown.Length..] : null;

    /// <summary>
    /// What the member should look at before going on, although the address was accepted; null where there is nothing. A platform's people
    /// usually have accounts of their own there, so a group or a page is asked about where it is said to be that.
    /// </summary>
    [JsonIgnore]
    public string? Doubt => Address is not { IsAccepted: true } address || KnownOf is not null ? null
        : Use == AccountUse.Personal && address.Kind is not AccountKind.Person && Platform.Rule.UsualKind is AccountKind.Person
            ? $"Đây có phải {address.Kind.Name().WithinSentence()} không? Nếu phải và đồng chí là người quản trị, đồng chí chọn "
                + $"“{AccountUse.RunByMember.InFirstPerson()}”. Nếu muốn khai tài khoản của mình, đồng chí ghi {Platform.Rule.Asks}."
        : address.Reason;

    /// <summary>Whether both lead to one account, however they were written.</summary>
    public bool IsSameAs(DraftAccount other)
    {
        var (mine, theirs) = (Address, other.Address);
        return mine.IsAccepted
            && theirs.IsAccepted
            && mine.Identity == theirs.Identity;
    }
}

/// <summary>How an address is shown to its owner.</summary>
public static class OwnAddress
{
    extension(AccountAddress address)
    {
        /// <summary>
        /// A telephone number as it was typed, its digits grouped where nothing else was; what cannot be read as it was typed too; anything
        /// else as it is kept.
        /// </summary>
        public string AsStated(string typed)
        {
            typed = VietnameseText.Normalize(typed);
            return address.PhoneNumber is { } number
                ? typed == number.National ? number.Display : typed
                : address.Canonical ?? typed;
        }
    }
}
