using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PartyNet.Infrastructure.Setup;

/// <summary>Certificates that an installation signs itself, each in a file with a password in another.</summary>
internal static class SelfMadeCertificate
{
    private const int KeyBits = 3072;
    private const int Years = 20;

    /// <summary>Wraps the keys of cookies; nobody but this installation ever sees it.</summary>
    public static void ForCookies(string file, string passwordFile, DateTimeOffset now) => Make(
        file, passwordFile, "CN=PartyNet", new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true), now, Years);

    /// <summary>For https until there is one that browsers trust.</summary>
    public static void ForSite(string file, string passwordFile, IReadOnlyList<string> names, DateTimeOffset now)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        Make(file, passwordFile, $"CN={names[0]}", alternatives.Build(), now, years: 1);
    }

    private static void Make(
        string file, string passwordFile, string subject, X509Extension extension, DateTimeOffset now, int years)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(extension);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(years));
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        // Of a run that was cut off between the two only the password may be there, and it opens nothing.
        File.Delete(passwordFile);
        SecretFile.Write(passwordFile, password);
        SecretFile.Write(file, certificate.Export(X509ContentType.Pkcs12, password));
    }
}
