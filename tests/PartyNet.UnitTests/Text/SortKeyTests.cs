using System.Globalization;
using System.Text;
using CsCheck;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class SortKeyTests
{
    private static readonly CompareInfo Icu = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;

    [Theory]
    [InlineData("a,ă,â,b,c,d,đ,e,ê,f,g,h,i,j,k,l,m,n,o,ô,ơ,p,q,r,s,t,u,ư,v,w,x,y,z")]
    [InlineData("ma,mà,mả,mã,má,mạ,man,mạn,màng")]
    [InlineData("Hoa,Hòa,Hỏa,Hõa,Hóa,Họa,Hoan")]
    [InlineData("Thuy,Thuỳ,Thủy,Thuỹ,Thúy,Thuỵ")]
    [InlineData("Dung,Dũng,Dương,Đan,Đào,Đức")]
    [InlineData("An,Ân,Ba,Oanh,Ông,Ơn,Phú,Uyên,Ưng,Vân,Ý,Yên")]
    [InlineData("10,2,An,Иван")]
    [InlineData("Bùi Văn Hà,Nguyễn Văn Hà,Bùi Văn Hạ,Bùi Văn Hai")]
    [InlineData("Lê An,Lê Thị An,Lê Văn An,Lê Văn Anh,Nguyễn An Anh")]
    [InlineData("H'Hen Niê,HHen Niê,Y Niê,Y Bhăm Niê")]
    [InlineData("Đặng Văn A,Đằng B,Đặng B")]
    [InlineData("K Brôih,K-Brôih,K'Brôih")]
    public void Names_stand_in_roster_order(string inOrder)
    {
        var names = inOrder.Split(',');
        Assert.Equal(names, names.Reverse().OrderBy(VietnameseText.SortKey, StringComparer.Ordinal));
        Assert.Equal(names.Length, names.Select(VietnameseText.SortKey).Distinct().Count());
    }

    [Theory]
    [InlineData("Lê Thị Hồng Hạnh", "HANH!5!LE}!!THI+HO}NG!51")]
    [InlineData("Nguyễn Văn Ước", "U}O~C!04!NGUYE}N!003!VA}N")]
    [InlineData("Ân", "A~N")]
    [InlineData("Trần 2", "2!!TRA~N!1")]
    [InlineData("An 李", "{00674E!!AN")]
    [InlineData("An 😀", "/01F600!!AN")]
    [InlineData("", "")]
    public void Sort_key_has_the_documented_shape(string name, string key) => Assert.Equal(key, VietnameseText.SortKey(name));

    [Fact]
    public void Roster_order_is_the_order_of_ICU_on_given_name_then_surname_then_middle_names() =>
        Gen.Select(TextGen.Name, TextGen.Name)
            .Sample(
                (a, b) =>
                    Assert.Equal(
                        Math.Sign(CompareByIcu(a, b)),
                        Math.Sign(string.CompareOrdinal(VietnameseText.SortKey(a), VietnameseText.SortKey(b)))
                    ),
                iter: 20_000
            );

    [Fact]
    public void Names_that_ICU_holds_equal_share_a_key() =>
        TextGen.Name.Sample(name =>
        {
            var key = VietnameseText.SortKey(name);
            Assert.Equal(key, VietnameseText.SortKey(name.Normalize(NormalizationForm.FormD)));
            Assert.Equal(key, VietnameseText.SortKey(name.ToUpperInvariant()));
        });

    [Theory]
    [InlineData("Trần Thị Hoà", "Trần Thị Hòa")]
    [InlineData("Thuỷ", "Thủy")]
    [InlineData("Khoẻ", "Khỏe")]
    [InlineData("Ngô Qúy", "Ngô Quý")]
    [InlineData("NGUYỄN VĂN AN", "nguyễn  văn an ")]
    public void Tone_placement_case_and_spaces_do_not_change_the_place(string one, string other) =>
        Assert.Equal(VietnameseText.SortKey(one), VietnameseText.SortKey(other));

    [Fact]
    public void Any_string_has_a_printable_ASCII_key_without_spaces() =>
        TextGen.Anything.Sample(text => Assert.All(VietnameseText.SortKey(text), c => Assert.InRange(c, '!', '~')));

    [Fact]
    public void A_code_behind_a_space_breaks_ties_and_nothing_else() =>
        Gen.Select(TextGen.Anything, TextGen.Anything, Gen.Int[0, 999], Gen.Int[0, 999]).Sample((a, b, m, n) =>
        {
            var (x, y) = (VietnameseText.SortKey(a), VietnameseText.SortKey(b));
            var expected = x == y ? m.CompareTo(n) : string.CompareOrdinal(x, y);
            Assert.Equal(Math.Sign(expected), Math.Sign(string.CompareOrdinal($"{x} {m:000}", $"{y} {n:000}")));
        });

    [Fact]
    public void Long_names_in_other_scripts_have_a_key_too()
    {
        var key = VietnameseText.SortKey(new string('李', 5000));
        Assert.Equal(35_000, key.Length);
    }

    private static int CompareByIcu(string a, string b)
    {
        var (x, y) = (Split(a), Split(b));
        return (Icu.Compare(x.Ten, y.Ten), Icu.Compare(x.Ho, y.Ho), Icu.Compare(x.Dem, y.Dem)) switch
        {
            (0, 0, var dem) => dem,
            (0, var ho, _) => ho,
            (var ten, _, _) => ten,
        };
    }

    private static (string Ho, string Dem, string Ten) Split(string name)
    {
        var words = name.Split(' ');
        return words.Length == 1 ? ("", "", name) : (words[0], string.Join(' ', words[1..^1]), words[^1]);
    }
}
