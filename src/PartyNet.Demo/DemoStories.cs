using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Demo;

/// <summary>What became of a member's declaration so far.</summary>
internal enum DemoStory
{
    NotDeclared,
    Draft,
    Pending,
    PendingNoAccounts,
    PendingChanged,
    PendingUnchanged,
    PendingAfterReturn,
    PendingAfterWithdrawal,
    Returned,
    ReturnedChanged,
    Confirmed,
    ConfirmedNoAccounts,
    ConfirmedChanged,
    ConfirmedUnchanged,
    ConfirmedAfterReturn,
    ConfirmedAfterWithdrawal,
}

/// <summary>Tells the stories. Who declares what follows from the seed; when it happened is counted back from the day of loading.</summary>
internal sealed class DemoStories(DateTimeOffset now)
{
    private static readonly (DemoStory Story, int Weight)[] Usual =
    [
        (DemoStory.Draft, 8),
        (DemoStory.Pending, 50),
        (DemoStory.PendingNoAccounts, 6),
        (DemoStory.PendingChanged, 18),
        (DemoStory.PendingUnchanged, 10),
        (DemoStory.PendingAfterReturn, 6),
        (DemoStory.PendingAfterWithdrawal, 4),
        (DemoStory.Returned, 22),
        (DemoStory.ReturnedChanged, 6),
        (DemoStory.Confirmed, 497),
        (DemoStory.ConfirmedNoAccounts, 68),
        (DemoStory.ConfirmedChanged, 60),
        (DemoStory.ConfirmedUnchanged, 55),
        (DemoStory.ConfirmedAfterReturn, 40),
        (DemoStory.ConfirmedAfterWithdrawal, 10),
    ];

    private static readonly int UsualWeights = Usual.Sum(u => u.Weight);

    // Branches are not equally far: some are done, some have hardly begun. In thousandths that have not declared.
    private static readonly int[] Paces = [0, 30, 60, 100, 150, 220, 420];

    private static readonly (DefectField Field, string Note)[] Complaints =
    [
        (DefectField.Address, "Đường dẫn này không mở đúng trang của đồng chí. Đề nghị đồng chí sao chép lại đường dẫn trang cá nhân."),
        (DefectField.Address, "Số Zalo khai thiếu hoặc sai một chữ số, đề nghị đồng chí kiểm tra lại."),
        (DefectField.DisplayName, "Đề nghị đồng chí ghi đúng tên đang hiển thị trên mạng."),
        (DefectField.Use, "Đây là trang của khu dân cư do đồng chí quản lý, không phải trang cá nhân."),
        (DefectField.WholeList, "Đồng chí còn một tài khoản Facebook khác chưa khai, đề nghị bổ sung."),
    ];

    public static int PaceOf(DemoRandom random) => random.Pick(Paces);

    public static DemoStory Draw(int pace, DemoRandom random)
    {
        if (random.Chance(pace))
            return DemoStory.NotDeclared;
        var at = random.Below(UsualWeights);
        foreach (var (story, weight) in Usual)
        {
            if ((at -= weight) < 0)
                return story;
        }

        return DemoStory.Confirmed;
    }

    public void Tell(DemoStory story, DemoHistory history, DemoRandom random) =>
        Tell(story, history, DemoAccounts.Of(history.Person, random), random);

    public void Tell(DemoStory story, DemoHistory history, IReadOnlyList<DemoAccount> accounts, DemoRandom random)
    {
        switch (story)
        {
            case DemoStory.Draft:
                history.Begin(accounts, Lately(random));
                break;
            case DemoStory.Pending:
                history.Submit(accounts, Lately(random));
                break;
            case DemoStory.PendingNoAccounts:
                history.Submit([], Lately(random));
                break;
            case DemoStory.PendingChanged:
                ConfirmLastYear(history, accounts, random);
                history.Submit(Changed(history.Person, accounts, random), Lately(random));
                break;
            case DemoStory.PendingUnchanged:
                ConfirmLastYear(history, accounts, random);
                history.Submit(accounts, Lately(random));
                break;
            case DemoStory.PendingAfterReturn:
                ReturnThisYear(history, accounts, random);
                history.Submit(Changed(history.Person, accounts, random), Lately(random));
                break;
            case DemoStory.PendingAfterWithdrawal:
                history.Submit(accounts, DaysAgo(random.Between(47, 60), random));
                history.Submit(Changed(history.Person, accounts, random), Lately(random));
                break;
            case DemoStory.Returned:
                ReturnThisYear(history, accounts, random);
                break;
            case DemoStory.ReturnedChanged:
                ConfirmLastYear(history, accounts, random);
                ReturnThisYear(history, Changed(history.Person, accounts, random), random);
                break;
            case DemoStory.Confirmed:
                ConfirmThisYear(history, accounts, random);
                break;
            case DemoStory.ConfirmedNoAccounts:
                ConfirmThisYear(history, [], random);
                break;
            case DemoStory.ConfirmedChanged:
                ConfirmLastYear(history, accounts, random);
                ConfirmThisYear(history, Changed(history.Person, accounts, random), random);
                break;
            case DemoStory.ConfirmedUnchanged:
                ConfirmLastYear(history, accounts, random);
                ConfirmThisYear(history, accounts, random);
                break;
            case DemoStory.ConfirmedAfterReturn:
                history.Submit(accounts, DaysAgo(random.Between(160, 200), random));
                Return(history, accounts.Count, DaysAgo(random.Between(140, 159), random), random);
                ConfirmThisYear(history, Changed(history.Person, accounts, random), random);
                break;
            case DemoStory.ConfirmedAfterWithdrawal:
                history.Submit(accounts, DaysAgo(random.Between(131, 160), random));
                ConfirmThisYear(history, Changed(history.Person, accounts, random), random);
                break;
            case DemoStory.NotDeclared:
                break;
        }
    }

    public DateTimeOffset DaysAgo(int days, DemoRandom random)
    {
        // Between seven in the morning and nine in the evening, Vietnamese time.
        var day = VietnamTime.Day(now).AddDays(-days);
        return VietnamTime.At(day, new TimeOnly(7, 0)).AddSeconds(random.Below(14 * 3600));
    }

    private void ConfirmLastYear(DemoHistory history, IReadOnlyList<DemoAccount> accounts, DemoRandom random)
    {
        history.Submit(accounts, DaysAgo(random.Between(350, 400), random));
        history.Confirm(DaysAgo(random.Between(335, 349), random));
    }

    private void ConfirmThisYear(DemoHistory history, IReadOnlyList<DemoAccount> accounts, DemoRandom random)
    {
        var days = random.Between(12, 130);
        history.Submit(accounts, DaysAgo(days, random));
        history.Confirm(DaysAgo(days - random.Between(1, 11), random));
    }

    private void ReturnThisYear(DemoHistory history, IReadOnlyList<DemoAccount> accounts, DemoRandom random)
    {
        var days = random.Between(52, 70);
        history.Submit(accounts, DaysAgo(days, random));
        Return(history, accounts.Count, DaysAgo(random.Between(47, 51), random), random);
    }

    private static void Return(DemoHistory history, int accounts, DateTimeOffset at, DemoRandom random)
    {
        var first = random.Pick(Complaints);
        (int?, DefectField, string) defect = (
            first.Field == DefectField.WholeList || accounts == 0 ? null : random.Below(accounts),
            first.Field,
            first.Note
        );
        if (first.Field != DefectField.WholeList && random.Chance(400))
            history.Return(at, defect, (null, DefectField.WholeList, Complaints[^1].Note));
        else
            history.Return(at, defect);
    }

    /// <summary>The list a while later: an account more, one fewer, or another link to one.</summary>
    private static List<DemoAccount> Changed(DemoMember person, IReadOnlyList<DemoAccount> before, DemoRandom random)
    {
        List<DemoAccount> now = [.. before];
        var facebook = now.FindIndex(a => a.Platform == Platform.Facebook);
        if (facebook >= 0 && random.Chance(500))
            now[facebook] = DemoAccounts.FacebookShared($"{person.Member.Code.ToLowerInvariant()}.moi", now[facebook].DisplayName);
        else if (now.Count > 1 && random.Chance(400))
            now.RemoveAt(now.Count - 1);
        else
            now.Add(DemoAccounts.FacebookShared($"{person.Member.Code.ToLowerInvariant()}.hai"));
        return now;
    }

    /// <summary>A queue has some from yesterday, most of the last two weeks, and a few that have waited too long.</summary>
    private DateTimeOffset Lately(DemoRandom random) =>
        DaysAgo(random.Chance(200) ? 1 : random.Chance(850) ? random.Between(2, 14) : random.Between(15, 45), random);
}
