using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.UnitTests.Declarations;

/// <summary>One word for one thing, for members, staff and exports alike.</summary>
public sealed class DeclarationWordsTests
{
    public static TheoryData<string[]> Tables { get; } =
    [
        Words<DeclarationStatus>(s => s.Name()),
        Words<DeclarationState>(s => s.Name()),
        Words<AccountUse>(u => u.Name()),
        Words<AccountUse>(u => u.InFirstPerson()),
        Words<DeclarationAnswer>(a => a.InFirstPerson()),
        Words<DefectField>(f => f.Name()),
        Words<MemberKind>(k => k.Name()),
        Words<WorkStatus>(s => s.Name()),
        Words<ActivityStatus>(s => s.Name()),
        Words<AccountKind>(k => k.Name()),
    ];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Everything_has_a_word_of_its_own(string[] words)
    {
        Assert.True(words.Length >= 2);
        Assert.All(words, word => Assert.True(char.IsUpper(word[0]), word));
        Assert.Equal(words.Length, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_member_stands_where_the_latest_declaration_stands()
    {
        Assert.Equal("Chưa kê khai", DeclarationState.NotDeclared.Name());
        Assert.Equal(["Chờ xem xét", "Chờ xem xét"], [DeclarationStatus.Submitted.Name(), DeclarationState.Submitted.Name()]);
        Assert.Equal(["Đã trả lại", "Đã trả lại"], [DeclarationStatus.Returned.Name(), DeclarationState.Returned.Name()]);
        Assert.Equal(["Đã xác nhận", "Đã xác nhận"], [DeclarationStatus.Confirmed.Name(), DeclarationState.Confirmed.Name()]);
    }

    [Fact]
    public void An_answer_reads_in_short_and_in_the_members_own_mouth()
    {
        Assert.Equal("3 tài khoản", DeclarationAnswer.HasAccounts.Name(3));
        Assert.Equal("Không sử dụng mạng xã hội", DeclarationAnswer.NoAccounts.Name(0));
        Assert.Equal("Tôi không sử dụng mạng xã hội", DeclarationAnswer.NoAccounts.InFirstPerson());
    }

    private static string[] Words<T>(Func<T, string> name)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(name)];
}
