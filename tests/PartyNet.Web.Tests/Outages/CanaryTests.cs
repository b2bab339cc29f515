using System.Text;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;

namespace PartyNet.Web.Tests.Outages;

/// <summary>
/// C2: what somebody finds who takes the disk of the database: tables, indexes, log and all. Every sealed field has been filled with a word
/// that nobody would find by chance, and passwords and links used; not one of them lies there, in any encoding.
/// </summary>
[Trait("Security", "C2")]
public sealed class CanaryTests
{
    private const string Name = "Hoàng Văn Hoàng Yến";

    private static readonly string[] Sealed =
    [
        "0905718293", "090571829304", "001090571829", "0987612345", "hoang.yen.7318", "@yen_7318_tt", "Chị Yến Canary",
        "Ghi chú trả lại Canary 7318", "nhap.do.7318",
    ];

    [Fact]
    public async Task Nothing_that_is_sealed_and_no_secret_lies_on_the_disk_of_the_database()
    {
        await using var site = await FragileSite.StartAsync();
        var world = await site.NewWorldAsync();
        var secrets = await FillAsync(site, world);
        // All of it on the disk, and the log of the server closed.
        await site.RunAsync("checkpoint");
        await site.StopServerAsync();
        var disk = site.DataFiles().Select(File.ReadAllBytes).ToList();

        Assert.True(disk.Count > 500, $"Only {disk.Count} files were looked at.");
        Assert.True(secrets.Count >= 20, $"Only {secrets.Count} words were looked for.");
        // What is not sealed is there: so the search finds.
        Assert.Contains(disk, file => Holds(file, Encoding.UTF8.GetBytes(Name)));
        foreach (var secret in secrets)
            foreach (var bytes in FormsOf(secret))
                Assert.DoesNotContain(disk, file => Holds(file, bytes));
        await site.StartServerAsync();
    }

    /// <returns>Everything that must not be found.</returns>
    private static async Task<List<string>> FillAsync(FragileSite site, World world)
    {
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        var declarer = await Declarer.InAsync(world, phone: Sealed[0]);
        var member = await world.MemberAsync(name: Name, phone: Sealed[3]);
        await world.WriteAsync(ProcessType.MembersImported, (db, secrets) =>
        {
            var id = Guid.CreateVersion7();
            var numbered = Member.Enrol(id, MemberCode.New(), world.Branch, Name, MemberKind.Full, WorkStatus.Retired);
            numbered.Seal(
                secrets.Seal(SecretField.MemberCardNumber, id, Sealed[1]),
                secrets.Seal(SecretField.MemberCitizenNumber, id, Sealed[2]),
                phone: null);
            db.Members.Add(numbered);
            db.BlindIndexes.AddRange(
                BlindIndex.Of(IndexedField.CardNumber, secrets.Index(IndexedField.CardNumber, Sealed[1]), id, numbered.UnitPath));
        });
        await declarer.AddAsync("zalo", Sealed[0]);
        await declarer.AddAsync("facebook", "fb.com/" + Sealed[4], displayName: Sealed[6]);
        await declarer.AddAsync("tiktok", Sealed[5]);
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((0, DefectField.WholeList, Sealed[7]));
        await declarer.AddAsync("youtube", "@" + Sealed[8]);

        var user = await world.UserAsync(member);
        var link = await world.LinkAsync(administrator, user);
        await world.UseAsync(link);
        var unused = await world.LinkAsync(administrator, await world.UserAsync());
        var browser = site.Visitor();
        using var signedIn = await browser.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, signedIn.StatusCode);
        var reference = await site.SessionAsync(user);

        var dated = await world.MemberAsync(name: Name, shape: m => m.Born(new DateOnly(1960, 2, 3)));
        var secretary = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var printed = await world.RunAsync<PrintSlips, ErrorOr<PrintedSlips>>(secretary, use => use.HandleAsync(
            new PrintSlips.Command(world.Branch, false, [dated.Code], true, Guid.CreateVersion7()), CancellationToken.None));
        var slip = Assert.Single(printed.Value.Slips).Code;
        await SignIn.ActivatePageTests.OpenAsync(site.Visitor(), slip.Written);

        var digits = Sealed[0][1..];
        return
        [
            .. Sealed, $"+84{digits}", $"84{digits}", $"{digits[..3]} {digits[3..6]} {digits[6..]}", "facebook.com/" + Sealed[4],
            Sealed[5].TrimStart('@'), link, unused, Passwords.Password, reference, browser.Cookie("partynet")!, slip.Written, slip.Signs,
        ];
    }

    /// <summary>As text of the usual encodings, in either case, and as the hexadecimal and Base64 of it.</summary>
    private static IEnumerable<byte[]> FormsOf(string secret) =>
        new[] { secret, secret.ToLowerInvariant(), secret.ToUpperInvariant(), secret.Normalize(NormalizationForm.FormD) }
            .SelectMany(text => new[]
            {
                Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text),
                Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))),
                Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=')),
            });

    private static bool Holds(byte[] file, byte[] word) => file.AsSpan().IndexOf(word) >= 0;
}
