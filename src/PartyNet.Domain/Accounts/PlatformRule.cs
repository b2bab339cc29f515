using PartyNet.Domain.Accounts.Rules;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// How the addresses of one platform are read. Rules are pure: they never touch the network, and every text gets a reading.
/// </summary>
public abstract class PlatformRule
{
    /// <summary>For a platform whose addresses are not known: a link, a telephone number or a name.</summary>
    public static PlatformRule NameOrLink { get; } = new NameOrLinkRule();

    /// <summary>What the member is asked for, to stand after "Đồng chí ghi" and as a field's label.</summary>
    public abstract string Asks { get; }

    /// <summary>An example of what to type, for the field's hint.</summary>
    public abstract string Example { get; }

    /// <summary>What to do instead, to end a sentence that refuses something else.</summary>
    internal string Instead => field ??= $"Đồng chí ghi {Asks}, ví dụ: {Example}.";

    /// <summary>How to get the address of an account, to end a sentence that refuses another link.</summary>
    public virtual string HowTo => "Đồng chí mở trang cá nhân của mình rồi sao chép đường dẫn.";

    /// <summary>What an address of this platform usually leads to.</summary>
    public virtual AccountKind UsualKind => AccountKind.Person;

    /// <summary>Kinds whose names and numbers are drawn from one register answer alike: there an equal key is the same account.</summary>
    internal virtual AccountKind RegisterOf(AccountKind kind) => kind;

    /// <param name="platform">The platform that was chosen, for its name.</param>
    /// <param name="text">Not empty, and cleaned by <see cref="TypedText"/>.</param>
    internal abstract Reading Read(Platform platform, string text);

    /// <summary>Whether people call the platform so beside its name.</summary>
    internal virtual bool IsCalled(string name) => false;

    /// <summary>True for hosts that belong to this platform alone.</summary>
    internal virtual bool Owns(string host) => false;
}
