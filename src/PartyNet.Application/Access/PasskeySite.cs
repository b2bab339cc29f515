namespace PartyNet.Application.Access;

/// <summary>
/// An address of this site at which browsers offer passkeys: a domain name, over https. A passkey belongs to the name that it was made at
/// and is shown at no other.
/// </summary>
/// <param name="Host">With the port, where it is not the usual one.</param>
/// <param name="Name">The domain name alone: what browsers keep the passkey under.</param>
public sealed record PasskeySite(string Scheme, string Host, string Name)
{
    public const int NameLength = 253;

    /// <summary>As a browser says where a form was.</summary>
    public string Origin => $"{Scheme}://{Host}";

    /// <returns>Null where browsers offer none: without encryption (but on the machine itself), and at a bare network address.</returns>
    public static PasskeySite? Of(string scheme, string? host)
    {
        if (!Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var address)
            || address.HostNameType != UriHostNameType.Dns || address.Host.Length > NameLength)
            return null;
        var isOwnMachine = address.Host == "localhost" || address.Host.EndsWith(".localhost", StringComparison.Ordinal);
        return address.Scheme == Uri.UriSchemeHttps || (isOwnMachine && address.Scheme == Uri.UriSchemeHttp)
            ? new PasskeySite(address.Scheme, address.Authority, address.Host)
            : null;
    }
}
