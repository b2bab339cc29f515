namespace PartyNet.Domain.Accounts;

/// <summary>What a platform's rule made of a text: an address, or the Vietnamese sentence that says why it is none.</summary>
internal readonly record struct Reading(AccountKind Kind, string? Canonical, string? Key, AccountFlags Flags, string? Refusal)
{
    public static Reading Accept(AccountKind kind, string canonical, string key, AccountFlags flags = AccountFlags.None) =>
        new(kind, canonical, key, flags, null);

    public static Reading Refuse(string why) => new(default, null, null, AccountFlags.None, why);
}
