namespace PartyNet.Infrastructure.Setup;

/// <summary>What somebody who sets an installation up has to decide.</summary>
/// <param name="Address">What people type to reach the site.</param>
/// <param name="Names">More names by which the site is reached.</param>
/// <param name="Listen">Where the site listens; found out from the way https comes where this is null.</param>
/// <param name="Https">How https comes to the site.</param>
/// <param name="Server">Where the database is.</param>
/// <param name="Keys">A key file to take over, as after a lost disk; new keys where this is null.</param>
public sealed record SetupAnswers(
    Uri Address, IReadOnlyList<string> Names, string? Listen, HttpsWay Https, DatabasePlace Server, string? Keys);

/// <summary>How https comes to the site.</summary>
public abstract record HttpsWay
{
    /// <summary>A proxy speaks it; <paramref name="Networks"/> is where the proxy connects from.</summary>
    public sealed record Proxy(string Networks) : HttpsWay;

    /// <summary>The site speaks it, by a certificate that browsers trust.</summary>
    /// <param name="KeyFile">The private key, where it is not in <paramref name="File"/>.</param>
    public sealed record Certificate(string File, string? PasswordFile, string? KeyFile) : HttpsWay;

    /// <summary>The site speaks it, by a certificate that it made itself: to try it, since browsers warn.</summary>
    public sealed record SelfSigned : HttpsWay;
}

/// <summary>Where the database is.</summary>
public abstract record DatabasePlace
{
    /// <summary>On this machine, in the folder of the installation.</summary>
    public sealed record Embedded : DatabasePlace;

    /// <summary>On a server of one's own, where a superuser makes roles and database; used once and not kept.</summary>
    public sealed record OwnServer(string Superuser) : DatabasePlace;

    /// <summary>On a server of one's own, whose administrator runs what is printed.</summary>
    public sealed record OwnServerByOthers(string Server) : DatabasePlace;
}
