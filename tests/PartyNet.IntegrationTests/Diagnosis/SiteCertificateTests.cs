using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Setup;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Diagnosis;

/// <summary>What is said of the certificate with which a site speaks https, and what setup takes.</summary>
public sealed class SiteCertificateTests : IDisposable
{
    private const string Password = "mat khau";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partynet-chung-thu");
    private readonly DateTimeOffset _now = TestDatabase.Morning;

    [Theory]
    [InlineData(-300, 300, FindingState.Good, "dùng đến 19/09/2027")]
    [InlineData(-300, 29, FindingState.Attention, "chỉ dùng đến 22/12/2026")]
    [InlineData(-300, -1, FindingState.Broken, "đã hết hạn từ 22/11/2026")]
    [InlineData(2, 300, FindingState.Broken, "chỉ dùng được từ 25/11/2026")]
    public void How_long_it_lasts_is_told(int begins, int ends, FindingState state, string words)
    {
        using var certificate = Sign(_now.AddDays(begins), _now.AddDays(ends));

        var found = Assert.Single(SiteCertificate.Look(Named(Pkcs12(certificate), password: Password), _now));

        Assert.Equal(state, found.State);
        Assert.Contains(words, found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_key_or_password_nobody_can_be_served_with_it()
    {
        using var certificate = Sign(_now.AddDays(-1), _now.AddDays(300));
        var (pem, key) = (Write("site.pem", certificate.ExportCertificatePem()), Write("site.key", KeyOf(certificate)));
        var both = Write("ca-hai.pem", certificate.ExportCertificatePem() + "\n" + KeyOf(certificate));

        Assert.Null(SiteCertificate.Fault(new ConfigurationBuilder().Build()));
        Assert.Null(SiteCertificate.Fault(Named(Pkcs12(certificate), password: Password)));
        Assert.Null(SiteCertificate.Fault(Named(pem, key)));
        Assert.Null(SiteCertificate.Fault(Named(both, both)));
        Assert.Contains("không kèm khóa riêng", SiteCertificate.Fault(Named(pem)), StringComparison.Ordinal);
        IConfiguration[] unusable =
        [
            Named(Pkcs12(certificate), password: "khác"), Named(Write("rac.pem", "không phải chứng thư")), Named("/khong-co/site.pfx"),
            Named(pem, pem),
        ];
        foreach (var settings in unusable)
            Assert.Contains("Không mở được chứng thư https", SiteCertificate.Fault(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void Setup_takes_one_file_or_two_and_refuses_what_the_site_could_not_use()
    {
        using var certificate = Sign(_now.AddDays(-1), _now.AddDays(300));
        var (pem, key) = (Write("site.pem", certificate.ExportCertificatePem()), Write("site.key", KeyOf(certificate)));
        var both = Write("ca-hai.pem", certificate.ExportCertificatePem() + "\n" + KeyOf(certificate));

        Assert.Equal(both, SetUp("mot", new HttpsWay.Certificate(both, PasswordFile: null, KeyFile: null))[SiteCertificate.KeySetting]);
        Assert.Equal(key, SetUp("hai", new HttpsWay.Certificate(pem, PasswordFile: null, key))[SiteCertificate.KeySetting]);
        var refused = Assert.Throws<InstallationException>(
            () => SetUp("thieu", new HttpsWay.Certificate(pem, PasswordFile: null, KeyFile: null)));
        Assert.Contains("không kèm khóa riêng", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Dictionary<string, string?> SetUp(string name, HttpsWay https)
    {
        var folder = new InstallationFolder(Path.Combine(_folder.FullName, name));
        FolderSetup.Make(
            folder,
            new SetupAnswers(new Uri("https://kekhai.xa.vn"), [], Listen: null, https, new DatabasePlace.Embedded(), Keys: null),
            _now);
        return folder.Read();
    }

    private static IConfiguration Named(string file, string? key = null, string? password = null) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kestrel:Certificates:Default:Path"] = file,
            ["Kestrel:Certificates:Default:KeyPath"] = key,
            ["Kestrel:Certificates:Default:Password"] = password,
        })
        .Build();

    private string Pkcs12(X509Certificate2 certificate)
    {
        var file = Path.Combine(_folder.FullName, "site.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, Password));
        return file;
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2 Sign(DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=kekhai.xa.vn", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
    }
}
