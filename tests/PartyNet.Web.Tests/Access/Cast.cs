using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>
/// The people of a table of access, each at a browser, and the real things that its addresses name. One small district and one beside
/// it, as the demo has them; whoever and whatever a row does not name is not made.
/// </summary>
internal sealed partial class Cast
{
    private readonly Site _site;
    private readonly World _world;
    private readonly World _sibling;
    private readonly Lazy<Task<Member>> _member;
    private readonly Lazy<Task<Declarer>> _otherMember;
    private readonly Lazy<Task<Declarer>> _secretary;
    private readonly Lazy<Task<Declarer>> _otherSecretary;
    private readonly Lazy<Task<Declarer>> _neighbour;
    private readonly Lazy<Task<Domain.Members.Member>> _slipMember;
    private readonly Lazy<Task<Domain.Members.Member>> _phoneMember;
    // What a role does to these is done once.
    private readonly ConcurrentDictionary<string, Task<string>> _slipHolders = [];
    private readonly ConcurrentDictionary<string, Task<string>> _confirmed = [];
    private readonly ConcurrentDictionary<string, Task<string>> _undated = [];
    private readonly ConcurrentDictionary<string, Task<string>> _resets = [];
    private readonly ConcurrentDictionary<string, Task<string>> _readyRequests = [];
    private readonly ConcurrentDictionary<string, Task<string>> _ownCorrections = [];
    private readonly Lazy<Task<string>> _correction;
    private readonly Lazy<Task<string>> _secretaryCorrection;
    private readonly Lazy<Task<User>> _administrator;
    private readonly Lazy<Task<User>> _user;
    private readonly Lazy<Task<Guid>> _passkey;
    private readonly Lazy<Task<string>> _link;
    private readonly Lazy<Task<Login>> _login;
    private readonly Dictionary<string, SiteBrowser> _browsers = [];

    private Cast(Site site, World world, World sibling)
    {
        (_site, _world, _sibling) = (site, world, sibling);
        _member = new(MemberAsync);
        _otherMember = new(OtherMemberAsync);
        _secretary = new(SecretaryAsync);
        _otherSecretary = new(() => Declarer.InAsync(world, world.OtherBranch, grants: (Role.Secretary, world.OtherBranch)));
        _neighbour = new(NeighbourAsync);
        _slipMember = new(() => world.MemberAsync(name: "Hoàng Văn Phiếu", shape: m => m.Born(new DateOnly(1960, 2, 3))));
        _phoneMember = new(() => world.MemberAsync(name: "Đinh Thị Thoại", phone: "+84905000077"));
        _correction = new(() => CorrectionOfAsync(null));
        _secretaryCorrection = new(async () => await CorrectionOfAsync(await _secretary.Value));
        _administrator = new(() => world.UserAsync(null, (Role.Administrator, null)));
        _user = new(() => world.UserAsync(null, (Role.Secretary, world.SecondBranch)));
        _passkey = new(async () => await world.PasskeyAsync((await _member.Value).Declarer.Scope));
        _link = new(async () => await LinkAsync(await _user.Value));
        _login = new(LoginAsync);
    }

    public static async Task<Cast> CreateAsync(Site site) =>
        new(site, await site.Database.NewWorldAsync(), await site.Database.NewWorldAsync());

    /// <summary>A browser of somebody in this role; always the same one.</summary>
    public async Task<SiteBrowser> BrowserAsync(string role)
    {
        if (!_browsers.TryGetValue(role, out var browser))
            _browsers[role] = browser = await UserAsync(role) is { } user ? await _site.SignedInAsync(user) : await _site.VisitorAsync();
        return browser;
    }

    /// <summary>Text of a table with the things that it names put in.</summary>
    public async Task<string> FillAsync(string text, string role, Guid key)
    {
        foreach (var name in Names().Matches(text).Select(m => m.Groups[1].Value).Distinct())
            text = text.Replace($"{{{name}}}", name == "key" ? key.ToString() : await ThingAsync(name, role), StringComparison.Ordinal);
        return text;
    }

    private async Task<User?> UserAsync(string role) => role switch
    {
        "anonymous" => null,
        "dang-vien" => (await _member.Value).Declarer.User,
        "dang-vien-khac" => (await _otherMember.Value).User,
        "bi-thu" => (await _secretary.Value).User,
        "bi-thu-khac" => (await _otherSecretary.Value).User,
        "cap-uy" => await _world.UserAsync(null, (Role.Committee, _world.Grassroots)),
        "ban" => await _world.UserAsync(null, (Role.Board, _world.District)),
        "ban-khac" => await _sibling.UserAsync(null, (Role.Board, _sibling.District)),
        "quan-tri" => await _administrator.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private async Task<string> ThingAsync(string name, string role) => name switch
    {
        "branch" => _world.Branch.Code,
        "second-branch" => _world.SecondBranch.Code,
        "other-branch" => _world.OtherBranch.Code,
        "grassroots" => _world.Grassroots.Code,
        "other-grassroots" => _world.OtherGrassroots.Code,
        "district" => _world.District.Code,
        "sibling-district" => _sibling.District.Code,
        "nowhere" => "t-khong-co",
        "declaration" => await PendingOfAsync(_otherMember),
        "secretary-declaration" => await PendingOfAsync(_secretary),
        "neighbour-declaration" => await PendingOfAsync(_neighbour),
        "confirmed-declaration" => await _confirmed.GetOrAdd(role, ConfirmedByAsync),
        "first" => "1",
        "second" => "2",
        "member" => (await _member.Value).Declarer.Member.Code,
        "sighting" => (await SightingAsync(await _member.Value)).ToString(),
        "phone-member" => (await _phoneMember.Value).Code,
        "slip-member" => (await _slipMember.Value).Code,
        "slip" => await SlipAsync((await _slipMember.Value).Code),
        "slip-holder" => await _slipHolders.GetOrAdd(role, _ => SlipHolderAsync()),
        "undated" => await _undated.GetOrAdd(role, async _ => (await _world.MemberAsync(name: "Hoàng Văn Khuyết")).Code),
        "passkey" => (await _passkey.Value).ToString(),
        "account" => (await _member.Value).Account.ToString(),
        "kind" => Domain.Units.UnitKind.Branch,
        "new-kind" => "them",
        "proposal" => await ProposalAsync((await _member.Value).Declarer),
        "basis" => (await BasisAsync(role))?.Id.ToString() ?? "",
        "basis-version" => (await BasisAsync(role))?.Version.ToString(CultureInfo.InvariantCulture) ?? "",
        "user" => (await _user.Value).Id.ToString(),
        "user-grant" => (await GrantAsync(await _user.Value)).ToString(),
        "my-reset" => role == "bi-thu" ? await MyResetAsync() : "",
        "correction" => await _correction.Value,
        "own-correction" => await _ownCorrections.GetOrAdd(role, _ => CorrectionOfAsync(null)),
        "secretary-correction" => await _secretaryCorrection.Value,
        "ready-request" => await _readyRequests.GetOrAdd(role, _ => ReadyRequestAsync()),
        "reset" => await _resets.GetOrAdd(role, _ => ResetAsync()),
        "link" => await _link.Value,
        "login" => (await _login.Value).User.UserName!,
        "user-login" => (await _user.Value).NormalizedUserName!,
        "used-link" => (await _login.Value).UsedLink,
        "neighbour-grant" => (await GrantAsync((await _otherSecretary.Value).User)).ToString(),
        "administrator" => (await _administrator.Value).Id.ToString(),
        "administrator-grant" => (await GrantAsync(await _administrator.Value)).ToString(),
        "list" => "dang-vien",
        "no-list" => "khong-co",
        "load" => await LoadAsync(),
        "planned" => await PlannedAsync(),
        "loaded" => await LoadedAsync(),
        "not-found" => "404",
        "failure" => "500",
        "password" => Passwords.Password,
        "no-id" => Guid.CreateVersion7().ToString(),
        "new-login" => $"m{Guid.CreateVersion7():n}",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>Confirmed once, and at it again: a draft with one account more.</summary>
    private async Task<Member> MemberAsync()
    {
        var declarer = await Declarer.InAsync(_world);
        await declarer.AddAsync("zalo", "0905000001");
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        return new Member(declarer, await declarer.AddAsync("tiktok", "@an.nguyen"));
    }

    /// <summary>An account that a list has beside somebody.</summary>
    private async Task<string> ProposalAsync(Declarer declarer)
    {
        if ((await declarer.DraftAsync()).Proposals.Count == 0)
            await _world.ProposeAsync(declarer.Member, ("zalo", "0905000099"));
        return (await declarer.DraftAsync()).Proposals[0].Id.ToString();
    }

    /// <summary>Has submitted twice; the second version waits.</summary>
    private async Task<Declarer> OtherMemberAsync()
    {
        var declarer = await Declarer.InAsync(_world);
        await declarer.AddAsync("zalo", "0905000002");
        await declarer.SubmitAsync();
        await declarer.AddAsync("facebook", "fb.com/binh.tran");
        await declarer.SubmitAsync();
        return declarer;
    }

    /// <summary>A declaration that whoever is in this role has confirmed; for those who confirm nothing, somebody else has.</summary>
    private async Task<string> ConfirmedByAsync(string role)
    {
        var declarer = await Declarer.InAsync(_world);
        await declarer.AddAsync("youtube", $"@dc{Guid.CreateVersion7():n}"[..20]);
        var declaration = await declarer.SubmitAsync();
        if (role is "bi-thu" or "cap-uy" or "ban")
        {
            var path = $"/chi-bo/{_world.Branch.Code}/ra-soat/{declaration.Id}";
            var browser = await BrowserAsync(role);
            using var answer = await browser.SubmitAsync(
                Review.ReviewSite.FormOf(await browser.OpenAsync(path)), path + "?handler=Confirm");
        }
        else
        {
            await declarer.ConfirmAsync();
        }

        return declaration.Id.ToString();
    }

    /// <summary>The secretary of the branch, whose own declaration waits for the level above.</summary>
    private async Task<Declarer> SecretaryAsync()
    {
        var declarer = await Declarer.InAsync(_world, grants: (Role.Secretary, _world.Branch));
        await declarer.AddAsync("zalo", "0905000003");
        await declarer.SubmitAsync();
        return declarer;
    }

    /// <summary>A member of the other branch, whose declaration waits there.</summary>
    private async Task<Declarer> NeighbourAsync()
    {
        var declarer = await Declarer.InAsync(_world, _world.OtherBranch);
        await declarer.AddAsync("zalo", "0905000004");
        await declarer.SubmitAsync();
        return declarer;
    }

    /// <summary>The code of a member who has a slip that can be used.</summary>
    private async Task<string> SlipHolderAsync()
    {
        var member = await _world.MemberAsync(name: "Hoàng Văn Mất", shape: m => m.Born(new DateOnly(1960, 2, 3)));
        await SlipAsync(member.Code);
        return member.Code;
    }

    /// <summary>The code of a slip that the secretary has just printed.</summary>
    private async Task<string> SlipAsync(string member)
    {
        var command = new PrintSlips.Command(_world.Branch, false, [member], true, Guid.CreateVersion7());
        var printed = await _world.RunAsync<PrintSlips, ErrorOr.ErrorOr<PrintedSlips>>(
            await _world.ScopeOfAsync((await _secretary.Value).User), use => use.HandleAsync(command, CancellationToken.None));
        return printed.Value.Slips.Single().Code.Written;
    }

    /// <summary>A request, by one of the committee, to take away the second factor of the secretary.</summary>
    private Task<string> MyResetAsync() =>
        _resets.GetOrAdd("my-reset", async _ => await ResetOfAsync((await _secretary.Value).User, _world.Branch));

    /// <summary>A request, by one of the committee, to take away the second factor of a secretary of the second branch.</summary>
    private async Task<string> ResetAsync() =>
        await ResetOfAsync(await _world.UserAsync(null, (Role.Secretary, _world.SecondBranch)), _world.SecondBranch);

    private async Task<string> ResetOfAsync(User person, Domain.Units.Unit unit)
    {
        var grant = await GrantAsync(person);
        var asker = await _world.ScopeAsync(Role.Committee, _world.Grassroots);
        await _world.RunAsync<AskFactorReset, ErrorOr.ErrorOr<ErrorOr.Success>>(asker, use => use.HandleAsync(
            new AskFactorReset.Command(unit, grant, Guid.CreateVersion7()), CancellationToken.None));
        return (await _world.ReadAsync(
            _world.Everything, db => db.FactorResets.Where(r => r.UserId == person.Id).Select(r => r.Id).SingleAsync())).ToString();
    }

    /// <summary>What somebody of the branch asks to be put right; of a member of its own where nobody is named.</summary>
    private async Task<string> CorrectionOfAsync(Declarer? declarer)
    {
        declarer ??= await Declarer.InAsync(_world);
        var asked = await declarer.RunAsync<AskFactCorrection, ErrorOr.ErrorOr<ErrorOr.Success>>(use => use.HandleAsync(
            new("cong-tac", "Đương chức", "Theo quyết định", Guid.CreateVersion7()), CancellationToken.None));
        Assert.False(asked.IsError);
        return (await _world.ReadAsync(
            _world.Everything, db => db.FactCorrections.Where(c => c.MemberId == declarer.Member.Id).Select(c => c.Id).SingleAsync()))
            .ToString();
    }

    /// <summary>A request that the reviewers of the branch keep ready.</summary>
    private async Task<string> ReadyRequestAsync()
    {
        var words = $"Đồng chí xem lại {Guid.CreateVersion7()}";
        var saved = await _world.RunAsync<SaveReadyRequest, ErrorOr.ErrorOr<ErrorOr.Success>>(
            await _world.ScopeOfAsync((await _secretary.Value).User),
            use => use.HandleAsync(
                new(_world.Branch, null, 0, DefectField.WholeList, words, Guid.CreateVersion7()), CancellationToken.None));
        Assert.False(saved.IsError);
        return (await _world.ReadAsync(
            _world.Everything, db => db.ReadyRequests.Where(r => r.Words == words).Select(r => r.Id).SingleAsync())).ToString();
    }

    /// <summary>Somebody who has set a password, by the link of an administrator.</summary>
    private async Task<Login> LoginAsync()
    {
        var user = await _world.UserAsync();
        var link = await LinkAsync(user);
        await _world.UseAsync(link);
        return new Login(user, link);
    }

    private async Task<string> LinkAsync(User user) =>
        await _world.LinkAsync(await _world.ScopeOfAsync(await _administrator.Value), user);

    private static async Task<string> PendingOfAsync(Lazy<Task<Declarer>> declarer) =>
        (await (await declarer.Value).DeclarationsAsync()).Single(d => d.Status == DeclarationStatus.Submitted).Id.ToString();

    /// <summary>What the check page of this member stands on; nothing for those who have none.</summary>
    private async Task<Application.Declarations.DraftBasis?> BasisAsync(string role) => role switch
    {
        "dang-vien" => (await (await _member.Value).Declarer.PageAsync()).BasedOn,
        "dang-vien-khac" => (await (await _otherMember.Value).PageAsync()).BasedOn,
        "bi-thu" => (await (await _secretary.Value).PageAsync()).BasedOn,
        _ => null,
    };

    /// <summary>One of the times that this member's data were looked at.</summary>
    private Task<Guid> SightingAsync(Member member) => _world.ReadAsync(
        member.Declarer.Scope, db => db.ProcessSubjects.Select(s => s.ProcessId).OrderBy(id => id).FirstAsync());

    private Task<Guid> GrantAsync(User user) => _world.ReadAsync(
        new AccessScope { Realm = AccessRealm.Administration },
        db => db.Grants.Where(g => g.UserId == user.Id).Select(g => g.Id).SingleAsync());

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Names();

    private sealed record Member(Declarer Declarer, Guid Account);

    private sealed record Login(User User, string UsedLink);
}
