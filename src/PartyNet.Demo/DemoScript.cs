using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.Demo;

/// <summary>
/// What is not left to chance: the branch of the demo roles, where every situation of the journey and of a review can be tried, and
/// the accounts that several members declare.
/// </summary>
internal static class DemoScript
{
    /// <summary>Places in the branch of the demo roles.</summary>
    public const int Secretary = 0;
    public const int NotYetDeclared = 3;
    public const int Confirmed = 4;

    private const string Family = "gia.dinh.hoa.sen";
    private const string Club = "cau.lac.bo.duong.sinh";

    /// <summary>Tells the story of a member of the branch of the demo roles; false where it is left to chance.</summary>
    public static bool TellInMainBranch(int place, DemoStories stories, DemoHistory history, DemoRandom random)
    {
        var person = history.Person;
        switch (place)
        {
            case Secretary:
                stories.Tell(DemoStory.Pending, history, random);
                break;
            case 1 or Confirmed:
                stories.Tell(DemoStory.Confirmed, history, random);
                break;
            case 2:
                stories.Tell(DemoStory.PendingUnchanged, history, random);
                break;
            case NotYetDeclared:
                break;
            case 5:
                history.Submit(
                    [DemoAccounts.Zalo(person, random), DemoAccounts.FacebookProfile(person, random)],
                    stories.DaysAgo(1, random)
                );
                break;
            case 6:
                stories.Tell(DemoStory.PendingChanged, history, random);
                break;
            case 7:
                ReturnWithTwoDefects(stories, history, random);
                break;
            case 8:
                stories.Tell(DemoStory.PendingNoAccounts, history, random);
                break;
            case 9:
                history.Submit(
                    [
                        DemoAccounts.ZaloOtherPhone(person),
                        DemoAccounts.FacebookShareLink(person),
                        DemoAccounts.FacebookPage(person, AccountUse.Personal),
                    ],
                    stories.DaysAgo(26, random)
                );
                break;
            case 10:
                stories.Tell(
                    DemoStory.Confirmed,
                    history,
                    [DemoAccounts.Zalo(person, random), DemoAccounts.FacebookShared(Family)],
                    random
                );
                break;
            case 11:
                history.Submit([DemoAccounts.Zalo(person, random), DemoAccounts.FacebookShared(Family)], stories.DaysAgo(5, random));
                break;
            case 12:
                history.Submit([DemoAccounts.FacebookShared(Club)], stories.DaysAgo(3, random));
                break;
            case 13:
                stories.Tell(DemoStory.Draft, history, random);
                break;
            default:
                return false;
        }

        person.Member.ChangeStatus(ActivityStatus.Active);
        return true;
    }

    /// <summary>One member of the branch beside it and one of the other demo branch declare the account of the same club.</summary>
    public static bool TellInOtherBranch(int place, DemoStories stories, DemoHistory history, DemoRandom random)
    {
        if (place != 5)
            return false;
        stories.Tell(DemoStory.Confirmed, history, [DemoAccounts.Zalo(history.Person, random), DemoAccounts.FacebookShared(Club)], random);
        history.Person.Member.ChangeStatus(ActivityStatus.Active);
        return true;
    }

    private static void ReturnWithTwoDefects(DemoStories stories, DemoHistory history, DemoRandom random)
    {
        history.Submit(
            [DemoAccounts.Zalo(history.Person, random), DemoAccounts.FacebookShareLink(history.Person)],
            stories.DaysAgo(9, random)
        );
        history.Return(
            stories.DaysAgo(4, random),
            (
                1,
                DefectField.Address,
                "Đường dẫn chia sẻ không cho biết là trang nào. Đề nghị đồng chí mở trang cá nhân của mình rồi sao chép đường dẫn."
            ),
            (null, DefectField.WholeList, "Đồng chí có tham gia quản lý nhóm Zalo của tổ dân phố, đề nghị khai thêm nhóm đó.")
        );
    }
}
