using System.IO.Compression;
using PartyNet.Application.Access.Passwords;

namespace PartyNet.UnitTests.Access;

/// <summary>Passwords that somebody judged by hand.</summary>
[Trait("Security", "A4")]
public sealed class PasswordRulesTests
{
    private const string Common = "là mật khẩu nhiều người dùng";
    private const string Login = "trùng tên đăng nhập";
    private const string Name = "gồm họ tên của đồng chí";
    private const string Birth = "gồm ngày sinh của đồng chí";
    private const string Words = "gồm những từ nhiều người đoán được";
    private const string Walk = "là dãy phím, dãy chữ hoặc dãy số liền nhau";
    private const string Repeated = "lặp lại vài ký tự";

    private static readonly PasswordOwner Binh = new("binh.suoimo")
    {
        Code = "7K3QX0Z9PA",
        FullName = "Trần Thị Bình",
        BirthDate = new DateOnly(1961, 4, 7),
        BirthYear = 1961,
        UnitName = "Chi bộ Khu 14",
        Phone = "+84938271605",
        CardNumber = "015.209876",
        CitizenNumber = "025161009876",
    };

    [Theory]
    // What many people use, with and without signs that stand for letters, digits around it, twice, or two of them together.
    [InlineData("iloveyou1234567", Words)]
    [InlineData("1loveyou@2024!!", Words)]
    [InlineData("sunshine123456", Common)]
    [InlineData("2024sunshine2024", Common)]
    [InlineData("$un5h1ne!!!2024", Common)]
    [InlineData("baseballfootball", Common)]
    [InlineData("baseball football", Common)]
    [InlineData("butterfly.butterfly", Common)]
    [InlineData("d1r2a3g4o5n678", Common)]
    [InlineData("P@ssw0rd2026!!", Words)]
    [InlineData("Matkh@u123456", Words)]
    [InlineData("Mật khẩu của 2026", Words)]
    [InlineData("dangvien191945", Words)]
    [InlineData("Đảng viên chi bộ", Words)]
    [InlineData("anhyeuem141414", Words)]
    [InlineData("HoChiMinh1905!", Words)]
    [InlineData("sinhnhat123456", Words)]
    [InlineData("dangcongsanvietnam", Words)]
    // Drawn on the keyboard.
    [InlineData("1q2w3e4r5t6y", Walk)]
    [InlineData("1qaz2wsx3edc4rfv", Walk)]
    [InlineData("asdfghjklasdfg", Walk)]
    [InlineData("123 456 789 012", Walk)]
    [InlineData("zyxwvutsrqponm", Walk)]
    [InlineData("!@#$%^&*()_+", Walk)]
    [InlineData("a1b2c3d4e5f6", Walk)]
    [InlineData("abcabcabcabc", Repeated)]
    [InlineData("hoaluahoalua", Repeated)]
    [InlineData("aaaabbbbcccc", Repeated)]
    // What somebody who knows the owner tries.
    [InlineData("binh.suoimo123", Login)]
    [InlineData("BinhSuoiMo@2026", Login)]
    [InlineData("b1nhsuo1mo2026", Login)]
    [InlineData("tranthibinh1234", Name)]
    [InlineData("Trần Thị Bình 61", Name)]
    [InlineData("binhtran07041961", Birth)]
    [InlineData("07041961abcabc", Birth)]
    [InlineData("1961.04.07 hehe", Birth)]
    [InlineData("7/4/1961-070461", Birth)]
    [InlineData("7k3qx0z9pa!!", "gồm mã PartyNet của đồng chí")]
    [InlineData("0938271605ab", "gồm số điện thoại của đồng chí")]
    [InlineData("+84 938 271 605", "gồm số điện thoại của đồng chí")]
    [InlineData("hoa sen nở trên hồ 0938.271.605", "gồm số điện thoại của đồng chí")]
    [InlineData("the 015209876 cua toi", "gồm số thẻ đảng viên của đồng chí")]
    [InlineData("025161009876", "gồm số định danh của đồng chí")]
    [InlineData("chibokhu14-2026", "gồm tên tổ chức đảng của đồng chí")]
    public void What_would_be_guessed_is_refused_and_it_is_said_why(string password, string why)
    {
        var refusal = PasswordRules.WhatIsWrong(password, Binh);

        Assert.NotNull(refusal);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hoa sen nở trên hồ")]
    [InlineData("hoa sen no tren ho")]
    [InlineData("hoasennotrenho")]
    [InlineData("mưa rơi trên mái tôn")]
    [InlineData("muaroitrenmaiton")]
    [InlineData("sông có khúc người có lúc")]
    [InlineData("tiếng suối trong như tiếng hát xa")]
    [InlineData("Tr0ng đầm gì đẹp")]
    [InlineData("Việt Nam quê hương tôi")]
    [InlineData("bình minh trên đỉnh núi")]
    [InlineData("correct horse battery")]
    [InlineData("x7#Kq9!mZ2$w")]
    [InlineData("8f3a9c1b7d2e")]
    [InlineData("482915037264")]
    [InlineData("яблоня у реки")]
    [InlineData("con trâu là đầu cơ nghiệp 1961")]
    public void A_long_password_that_only_its_owner_thinks_of_is_taken(string password) =>
        Assert.Null(PasswordRules.WhatIsWrong(password, Binh));

    [Theory]
    [InlineData("0938271605ab")]
    [InlineData("tranthibinh1234")]
    [InlineData("binh.suoimo123")]
    public void What_is_somebody_elses_tells_nobody_anything(string password) =>
        Assert.Null(PasswordRules.WhatIsWrong(password, new PasswordOwner("u0815")));

    [Fact]
    public void Of_tens_of_thousands_that_people_use_most_none_is_taken()
    {
        var assembly = typeof(PasswordRules).Assembly;
        var name = Assert.Single(assembly.GetManifestResourceNames(), n => n.EndsWith("common-passwords.txt.gz", StringComparison.Ordinal));
        using var lines = new StreamReader(new GZipStream(assembly.GetManifestResourceStream(name)!, CompressionMode.Decompress));
        var all = lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(all.Length >= 10_000, $"Only {all.Length}.");
        Assert.True(all.Count(p => p.Length >= PasswordRules.MinLength) >= 200, "Hardly any is long enough to be tried.");
        Assert.DoesNotContain(all, p => PasswordRules.WhatIsWrong(p, Binh) is null);
    }
}
