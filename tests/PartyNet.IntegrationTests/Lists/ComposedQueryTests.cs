using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Application.Units;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>A list that is compiled once serves every request of its shape: nothing of the first one may be left in it.</summary>
public sealed class ComposedQueryTests(ListDatabase database) : ListPlans(database)
{
    [Fact]
    public async Task A_compiled_list_names_nothing_of_whoever_asked_first()
    {
        var codes = await Database.AskAsync<string>(
            "select code from registry.units where cardinality(string_to_array(path, '.')) = 4 order by path limit 2");
        var (first, second) = (await Database.UnitAsync(codes[0]), await Database.UnitAsync(codes[1]));
        Assert.Equal(first.Path.Depth, second.Path.Depth);
        string[] ofFirst = [first.Path.Value, first.Path.RangeEnd.Value, first.Path.OwnLabel, first.Id.ToString(), first.Code];

        foreach (var everything in new[] { false, true })
        {
            await AskBothAsync<ListReviewQueue>((use, unit) => use.HandleAsync(new(unit, everything), None));
            await AskBothAsync<ListReviewQueue>((use, unit) => use.HandleAsync(
                new(unit, everything, new PageCursor(After: unit.Id.ToString())), None));
        }

        await AskBothAsync<ListUnits>((use, unit) => use.HandleAsync(new(unit, null, PageCursor.First), None));
        await AskBothAsync<ListUnits>((use, unit) => use.HandleAsync(new(unit, null, new PageCursor(Before: unit.Code)), None));
        await AskBothAsync<GetCoverage>((use, unit) => use.HandleAsync(new(unit), None));
        foreach (var cursor in new Func<Unit, PageCursor>[] { _ => PageCursor.First, u => new(After: u.Code), u => new(Before: u.Code) })
        {
            await AskBothAsync<ListRoster>((use, unit) => use.HandleAsync(new(unit, RosterFilter.None, cursor(unit)), None));
            await AskBothAsync<ListRoster>((use, unit) => use.HandleAsync(
                new(unit, RosterFilter.For(RosterActivity.OffRoll), cursor(unit)), None));
            await AskBothAsync<ListBranchMembers>((use, unit) => use.HandleAsync(new(unit, Cursor: cursor(unit)), None));
            await AskBothAsync<ListBranchMembers>((use, unit) => use.HandleAsync(
                new(unit, Filter: MemberFilter.Apart, Cursor: cursor(unit)), None));
        }

        async Task AskBothAsync<TUseCase>(Func<TUseCase, Unit, Task> ask)
            where TUseCase : notnull
        {
            var before = await Database.CaptureAsync<TUseCase>(Board(first), use => ask(use, first));
            var sent = await Database.CaptureAsync<TUseCase>(Board(second), use => ask(use, second));
            Assert.NotEmpty(sent);
            Assert.Contains(
                before, s => s.Values.Any(value => ofFirst.Any(part => value.StartsWith($"'{part}'", StringComparison.Ordinal))));
            foreach (var statement in sent)
            {
                Assert.DoesNotContain("~", statement.Sent, StringComparison.Ordinal);
                Assert.All(ofFirst, part => Assert.DoesNotContain($"'{part}'", statement.Sent, StringComparison.Ordinal));
                Assert.All(ofFirst, part => Assert.DoesNotContain(
                    statement.Values, value => value.StartsWith($"'{part}'", StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task Lists_of_different_states_are_lists_of_their_own()
    {
        var unit = await UnitAsync(3);
        foreach (var state in Enum.GetValues<DeclarationState>())
        {
            var roster = await Database.CaptureAsync<ListRoster>(
                Board(unit), use => use.HandleAsync(new(unit, RosterFilter.For(state), PageCursor.First), None));
            var branch = await Database.CaptureAsync<ListBranchMembers>(
                Board(unit), use => use.HandleAsync(new(unit, Filter: (MemberFilter)state), None));
            foreach (var sent in new[] { roster, branch })
                Assert.Contains(sent, s => s.Sent.Contains($".standing = {(int)state}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Users_are_asked_for_from_the_login_that_each_request_names()
    {
        var logins = await Database.AskAsync<string>("select normalized_user_name::text from access.users order by normalized_user_name");
        foreach (var login in new[] { logins[3], logins[30], logins[60] })
        {
            var sent = await Database.CaptureAsync<ListUsers>(
                Administration, use => use.HandleAsync(new ListUsers.Query(Cursor: new PageCursor(After: login)), None));
            Assert.Equal(2, sent.Count);
            Assert.All(sent, s => Assert.Contains(s.Values, value => value.StartsWith($"'{login}'", StringComparison.Ordinal)));
        }
    }
}
