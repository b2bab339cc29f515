using System.Globalization;
using PartyNet.Application.Imports;
using PartyNet.Domain.Members;

namespace PartyNet.UnitTests.Imports;

/// <summary>Rows of one file that stand for one person, or may, however far apart; and how little is kept of each to know it.</summary>
public sealed class RowTwinTests
{
    private static readonly Guid Here = new("01900000-0000-7000-8000-000000000001");
    private static readonly Guid Elsewhere = new("01900000-0000-7000-8000-000000000002");
    private static readonly Guid Somebody = new("01900000-0000-7000-8000-000000000003");

    private readonly RowTwins _twins = new();

    [Fact]
    public void The_first_row_is_told_of_a_number_that_stands_in_many()
    {
        Assert.Null(Find(Row(2, "Lê Văn An", "001060000001")));
        Assert.Equal("dòng 2", Find(Row(3, "Trần Thị Bình", "001060000001")));
        Assert.Equal("dòng 2", Find(Row(4, "Vũ Văn Cảnh", "001060000001")));
    }

    [Fact]
    public void Numbers_of_one_value_but_not_one_length_are_two()
    {
        Assert.Null(Find(Row(2, "Lê Văn An") with { CardNumber = Card("00123456") }));
        Assert.Null(Find(Row(3, "Trần Thị Bình", "000000123456")));
        Assert.Equal("dòng 2", Find(Row(4, "Vũ Văn Cảnh") with { CardNumber = Card("00123456") }));
    }

    [Fact]
    public void A_number_in_every_column_of_a_row_is_one_number()
    {
        var number = Card("001060000001");
        Assert.Null(Find(Row(2, "Lê Văn An", number.Value) with { CardNumber = number, OldCardNumber = number }));
        Assert.Null(Find(Row(3, "Trần Thị Bình", "001060000002") with { OldCardNumber = Card("12345678") }));
        Assert.Equal("dòng 3", Find(Row(4, "Vũ Văn Cảnh") with { CardNumber = Card("12345678") }));
    }

    [Theory]
    [InlineData("Trần Hòa Quý", "Trần Hoà Quí")]
    [InlineData("Lý Văn Kỳ", "LÍ VĂN KÌ")]
    [InlineData("Hồ Thị Mỹ", "Hồ Thị Mĩ")]
    public void A_name_written_with_y_and_with_i_is_one_name(string one, string other)
    {
        Find(Row(2, one, born: "1960-03-02"));

        Assert.Equal("dòng 2", Find(Row(3, other, born: "1960-03-02")));
    }

    [Theory]
    [InlineData("Lê Thị Thúy", "Lê Thị Thúi")]
    [InlineData("Trần Văn Tây", "Trần Văn Tai")]
    public void A_y_after_another_vowel_is_a_sound_of_its_own(string one, string other)
    {
        Find(Row(2, one, born: "1960-03-02"));

        Assert.Null(Find(Row(3, other, born: "1960-03-02")));
    }

    [Fact]
    public void Rows_that_mean_one_member_are_one_person_whatever_they_say()
    {
        Assert.Null(Find(Row(2, "Lê Văn An", "001060000001"), member: Somebody));
        Assert.Null(Find(Row(3, "Lê Văn Bảo", "001060000002")));
        Assert.Equal("dòng 2", Find(Row(4, "Trần Thị Bình", "001060000003"), member: Somebody));
    }

    [Theory]
    [InlineData("1960-03-02", "1960-03-02", true)]
    [InlineData("1960-03-02", "1960", true)]
    [InlineData("1960", "1960-12-31", true)]
    [InlineData("1960", null, true)]
    [InlineData(null, null, true)]
    [InlineData("1960-03-02", "1960-03-03", false)]
    [InlineData("1960-03-02", "1961-03-02", false)]
    [InlineData("1960-03-02", "1959", false)]
    [InlineData("1960", "1961", false)]
    public void In_one_branch_whatever_does_not_contradict_the_birth_may_be_one_person(string? one, string? other, bool mayBe)
    {
        Find(Row(2, "Lê Văn An", born: one));

        Assert.Equal(mayBe ? "dòng 2" : null, Find(Row(3, "LÊ VĂN ÂN", born: other)));
    }

    [Theory]
    [InlineData("1960-03-02", "1960-03-02", true)]
    [InlineData("1960-03-02", "1960", false)]
    [InlineData("1960", "1960", false)]
    [InlineData(null, null, false)]
    public void In_two_branches_only_the_same_day_may_be_one_person(string? one, string? other, bool mayBe)
    {
        Find(Row(2, "Lê Văn An", born: one));

        Assert.Equal(mayBe ? "dòng 2" : null, Find(Row(3, "Lê Văn An", born: other), Elsewhere));
    }

    [Fact]
    public void The_first_of_several_namesakes_that_fit_is_told_and_others_are_passed_over()
    {
        Assert.Null(Find(Row(2, "Lê Văn An", born: "1950")));
        Assert.Null(Find(Row(3, "Lê Văn An", born: "1960")));
        Assert.Equal("dòng 3", Find(Row(4, "Lê Văn An", born: "1960")));
        Assert.Null(Find(Row(5, "Lê Văn Anh", born: "1960")));
        Assert.Equal("dòng 3", Find(Row(6, "Lê Văn An", born: "1960-05-06")));
    }

    [Fact]
    public void Whoever_is_told_apart_by_a_number_or_a_person_is_nobodys_twin()
    {
        Find(Row(2, "Lê Văn An", "001060000001", "1960"), isSure: true);

        Assert.Null(Find(Row(3, "Lê Văn An", "001060000002", "1960"), isSure: true));
        Assert.Null(Find(Row(4, "Lê Văn An", born: "1960"), isDecided: true));
        Assert.Null(Find(Row(5, "Lê Văn An", "001060000004", "1960") with { IsNew = true }));
        Assert.Null(Find(Row(6, "Lê Văn An", born: "1960-03-02") with { IsNew = true }, Elsewhere));
        Assert.Equal("dòng 2", Find(Row(7, "Lê Văn An", born: "1960") with { IsNew = true }));
        Assert.Equal("dòng 2", Find(Row(8, "Lê Văn An", born: "1960")));
    }

    [Fact]
    public void A_row_of_another_sheet_is_told_with_its_sheet()
    {
        Assert.Null(Find(Row(5, "Lê Văn An", "001060000001").In("Chi bộ 1", page: 0)));
        Assert.Null(Find(Row(5, "Trần Thị Bình", born: "1960-03-02").In("Chi bộ 2", page: 1)));
        Assert.Equal("dòng 5 của trang “Chi bộ 1”", Find(Row(9, "Vũ Văn Cảnh", "001060000001").In("Chi bộ 3", page: 2)));
        Assert.Equal("dòng 5 của trang “Chi bộ 2”", Find(Row(5, "Trần Thị Bình", born: "1960-03-02").In("Chi bộ 3", page: 2)));
    }

    [Fact]
    public void A_list_that_is_longer_than_any_sheet_of_a_workbook_tells_its_rows_as_they_are_counted()
    {
        Assert.Null(Find(Row(2_000_012, "Lê Văn An", "001060000001")));
        Assert.Equal("dòng 2000012", Find(Row(5_600_000, "Trần Thị Bình", "001060000001")));
    }

    [Fact]
    public void The_first_and_the_last_of_350_000_rows_are_found_to_be_one_person()
    {
        const int length = 350_000;
        for (var number = 1; number < length; number++)
            Assert.Null(Find(NthRow(number)));

        Assert.Equal("dòng 1", Find(Row(length, NameOf(1), "099999999999", born: "1951")));
        Assert.Equal("dòng 1", Find(Row(length + 1, "Lê Văn An", NumberOf(1))));
        Assert.Equal($"dòng {length - 1}", Find(Row(length + 2, "Lê Văn Bảo", NumberOf(length - 1))));
        Assert.Equal($"dòng {length - 1}", Find(Row(length + 3, NameOf(length - 1))));
        Assert.Null(Find(Row(length + 4, NameOf(1), born: "1952-01-01")));
    }

    [Fact]
    public void What_is_remembered_of_a_row_is_less_than_a_hundred_bytes()
    {
        const int rows = 100_000;
        var list = Enumerable.Range(1, rows).Select(NthRow).ToArray();
        // A name is folded and numbers are listed all the same, and nothing of that is kept.
        var letters = 0;
        var reading = Allocated(row =>
        {
            letters += NameKey.Loose(row.FullName).Length;
            foreach (var number in row.Numbers)
                letters += number.Length;
        });

        var remembering = Allocated(row => Find(row));

        Assert.True(letters > rows);
        Assert.InRange((remembering - reading) / rows, 1, 100);

        long Allocated(Action<MemberRow> read)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var row in list)
                read(row);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private string? Find(MemberRow row, Guid? branch = null, Guid? member = null, bool isSure = false, bool isDecided = false) =>
        _twins.Find(row, branch ?? Here, member, isSure, isDecided)?.InWords;

    /// <summary>Another name, number and birth for each.</summary>
    private static MemberRow NthRow(int number) => Row(number, NameOf(number), NumberOf(number), $"{1950 + number % 50}");

    private static string NameOf(int number) => $"Nguyễn {Word(number / 17_576)} {Word(number / 676)} {Word(number / 26)} {Word(number)}";

    private static string Word(int letter) => $"{(char)('A' + letter % 26)}nh";

    private static string NumberOf(int number) => $"001060{number:000000}";

    /// <param name="born">A day, or a year alone.</param>
    private static MemberRow Row(int number, string name, string? citizen = null, string? born = null)
    {
        DateOnly? day = born is { Length: > 4 } ? DateOnly.Parse(born, CultureInfo.InvariantCulture) : null;
        int? year = born is null ? null : int.Parse(born[..4], CultureInfo.InvariantCulture);
        return new()
        {
            Number = number,
            FullName = name,
            CitizenNumber = CitizenNumber.TryParse(citizen, out var read, out _) ? read : null,
            BirthDate = day,
            BirthYear = year,
        };
    }

    private static CardNumber Card(string digits) => CardNumber.TryParse(digits, out var card, out var problem)
        ? card : throw new ArgumentException(problem);
}
