using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Demo;

/// <summary>Makes all rows of a district. Its branches are made in parallel, each from a generator of its own.</summary>
/// <param name="pack">Composes the rows of a branch that is made.</param>
internal sealed class DemoMaker(DemoSize size, SecretBox box, DateTimeOffset now, DemoSignIns? signIns, Action<DemoRows> pack)
{
    private readonly DemoMembers _members = new(box);
    private readonly DemoStories _stories = new(now);
    private readonly DemoUsers _users = new(now.AddDays(-450));

    public DemoRows Make(DemoDistrict district)
    {
        var random = new DemoRandom(size.Seed, district.Serial);
        var rows = new DemoRows();
        rows.Units.AddRange(district.Units);
        var notice = DemoNotice.Publish(district.Unit, now.AddDays(-440), random);
        rows.Notices.Add(notice);
        if (district.Number == DemoDistrict.Main)
            _users.Add(rows, random, DemoUsers.Administrator, Role.Administrator, null);
        var board = _users.Add(rows, random, BoardLogin(district), Role.Board, district.Unit);

        Unit[] neighbourhoods = [.. district.Branches.Where(b => b.Setting == DemoSetting.Neighbourhood).Select(b => b.Unit)];
        var branches = new List<(DemoBranch Branch, DemoActor Above)>();
        foreach (var grassroots in district.Grassroots)
        {
            var above = grassroots.IsCommittee
                ? _users.Add(rows, random, CommitteeLogin(district, grassroots), Role.Committee, grassroots.Unit)
                : board;
            branches.AddRange(grassroots.Branches.Select(b => (b, above)));
        }

        var made = new DemoRows[branches.Count];
        Parallel.For(0, made.Length, i =>
        {
            made[i] = Make(district, branches[i].Branch, branches[i].Above, neighbourhoods, notice);
            pack(made[i]);
        });
        foreach (var branch in made)
            rows.Add(branch);
        if (district.Number == DemoDistrict.Main)
            Export(district, board, rows, random);
        signIns?.Give(rows, size, _users, random);
        return rows;
    }

    private DemoRows Make(DemoDistrict district, DemoBranch branch, DemoActor above, Unit[] neighbourhoods, UnitNotice notice)
    {
        var random = new DemoRandom(size.Seed, branch.Serial);
        var rows = new DemoRows();
        var pace = DemoStories.PaceOf(random);
        var part = PartOf(district, branch);
        DemoActor? secretary = null;
        var place = 0;
        foreach (var person in _members.Of(branch, neighbourhoods, random, rows))
        {
            secretary ??= _users.Add(rows, random, SecretaryLogin(part, branch), Role.Secretary, branch.Unit, person.Member.Id);
            var self =
                place == DemoScript.Secretary ? new DemoActor(secretary.UserId)
                : MemberLogin(part, place) is { } login ? new DemoActor(_users.Add(rows, random, login, person.Member.Id).Id)
                : null;
            // Nobody confirms their own: the secretary's declaration goes to the level above.
            var history = new DemoHistory(
                new DemoCase(person, branch.Unit, notice, self, place == DemoScript.Secretary ? above : secretary),
                box,
                random,
                rows
            );
            Tell(part, place++, pace, history, random);
        }

        // From a generator of its own: the rest of the demo stays what it was.
        if (part == Part.DemoBranch)
            new DemoSlips(rows, _users, new DemoRandom(size.Seed, branch.Serial + DemoSlips.Part), now).Print(secretary!);
        return rows;
    }

    /// <summary>The board took the roster home once: every member of the district can see that, and what for.</summary>
    private void Export(DemoDistrict district, DemoActor board, DemoRows rows, DemoRandom random)
    {
        var onRoll = rows.Members.Where(m => m.IsOnRoll()).ToList();
        new DemoAudit(rows, random).Record(
            ProcessType.RosterExported,
            _stories.DaysAgo(2, random),
            board,
            district.Unit,
            new RosterExported(
                district.Unit.Id,
                RosterFile.Workbook.Code(),
                new Dictionary<string, string>(),
                ByName: false,
                onRoll.Count
            ),
            onRoll.Select(m => (m.Id, (Guid?)null)),
            "Báo cáo kết quả kê khai với Ban Thường vụ (dữ liệu mẫu)"
        );
    }

    private void Tell(Part part, int place, int pace, DemoHistory history, DemoRandom random)
    {
        if (part == Part.DemoBranch && DemoScript.TellInMainBranch(place, _stories, history, random))
            return;
        if (part is Part.BranchBeside or Part.OtherDemoBranch && DemoScript.TellInOtherBranch(place, _stories, history, random))
            return;

        var story = history.Person.Member.ActivityStatus switch
        {
            ActivityStatus.Active when place == 0 => random.Chance(80) ? DemoStory.Pending : DemoStory.Confirmed,
            ActivityStatus.Active => DemoStories.Draw(pace, random),
            // Not asked to declare; a few do.
            ActivityStatus.Exempt => random.Chance(120) ? DemoStory.ConfirmedNoAccounts : DemoStory.NotDeclared,
            _ => random.Chance(400) ? DemoStory.Confirmed : DemoStory.NotDeclared,
        };
        _stories.Tell(story, history, random);
    }

    /// <summary>Which of the branches that the demo roles are about this is.</summary>
    private static Part PartOf(DemoDistrict district, DemoBranch branch)
    {
        if (district.Number != DemoDistrict.Main)
            return Part.Any;
        var first = district.Grassroots[0].Branches;
        return branch == first[0] ? Part.DemoBranch
            : branch == first[1] ? Part.BranchBeside
            : branch == district.Grassroots[1].Branches[0] ? Part.OtherDemoBranch
            : Part.Any;
    }

    private static string? MemberLogin(Part part, int place) => (part, place) switch
    {
        (Part.DemoBranch, DemoScript.NotYetDeclared) => DemoUsers.Member,
        (Part.DemoBranch, DemoScript.Confirmed) => DemoUsers.OtherMember,
        _ => null,
    };

    private static string SecretaryLogin(Part part, DemoBranch branch) => part switch
    {
        Part.DemoBranch => DemoUsers.Secretary,
        Part.OtherDemoBranch => DemoUsers.OtherSecretary,
        _ => $"{DemoUsers.Secretary}-{branch.Unit.Code}",
    };

    private static string CommitteeLogin(DemoDistrict district, DemoGrassroots grassroots) =>
        district.Number == DemoDistrict.Main && grassroots == district.Grassroots[0]
            ? DemoUsers.Committee
            : $"{DemoUsers.Committee}-{grassroots.Unit.Code}";

    private static string BoardLogin(DemoDistrict district) => district.Number switch
    {
        DemoDistrict.Main => DemoUsers.Board,
        DemoDistrict.Sibling => DemoUsers.OtherBoard,
        _ => $"{DemoUsers.Board}-{district.Unit.Code}",
    };

    private enum Part
    {
        Any,
        DemoBranch,
        BranchBeside,
        OtherDemoBranch,
    }
}
