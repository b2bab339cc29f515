using System.Globalization;

namespace PartyNet.Application.Access.Passwords;

/// <summary>
/// Words that a guesser of this site or of this person tries, each kind with what is said of it. A password that is little more than such
/// words is refused; one that holds a number of the person's papers is refused whatever else it holds.
/// </summary>
internal static class GuessableWords
{
    /// <summary>Least different letters that must be left when the words are taken out.</summary>
    private const int LeastRest = 6;

    private const int ShortestWord = 3;
    private const int ShortestNumber = 6;

    // Folded. What is in the list of common passwords besides matters here where a password holds several of them.
    private static readonly string[] OfTheSite =
    [
        "dangcongsanvietnam", "dangcongsan", "congsan", "dangvien", "dangbo", "chibo", "chiuy", "capuy", "danguy", "tinhuy", "huyenuy",
        "bithu", "phobithu", "bithuchibo", "truongdang", "hochiminh", "bacho", "vietnam", "hanoi", "saigon", "partynet", "matkhau",
        "quantri", "nguoidung", "taikhoan", "dangnhap", "kekhai", "mangxahoi", "password", "passwd", "administrator", "admin",
        "welcome", "qwertyuiop", "qwerty", "asdfgh", "zxcvbn", "abcdef", "abc123", "iloveyou", "loveyou", "yeuem", "yeuanh", "anhyeuem",
        "emyeuanh", "tinhyeu", "conyeu", "giadinh", "hanhphuc", "sinhnhat", "maimai", "xinchao", "khongbiet", "khongco", "facebook", "zalo",
        "google", "samsung", "iphone",
    ];

    /// <summary>What to say of the password, as the end of “Mật khẩu này …”; null where nothing is wrong.</summary>
    public static string? WhatIsWrong(string folded, PasswordOwner owner)
    {
        var digits = PasswordReading.Digits(folded);
        foreach (var (words, number) in Numbers(owner))
        {
            var own = PasswordReading.Digits(number ?? "");
            if (own.Length >= ShortestNumber && digits.Contains(Bare(own), StringComparison.Ordinal))
                return words;
        }

        var guesses = OfPerson(owner).ToList();
        // Of several kinds the one is named whose word makes up the most of the password.
        return PasswordReading.Readings(folded).Select(PasswordReading.LettersAndDigits)
            .Where(reading => LettersLeft(reading, guesses) < LeastRest)
            .SelectMany(reading => guesses.Select(guess => (guess.What, Length: guess.LongestIn(reading))))
            .Where(found => found.Length > 0)
            .OrderByDescending(found => found.Length)
            .Select(found => found.What)
            .FirstOrDefault();
    }

    private static IEnumerable<(string What, string? Number)> Numbers(PasswordOwner owner) =>
    [
        ("gồm số điện thoại của đồng chí", owner.Phone),
        ("gồm số thẻ đảng viên của đồng chí", owner.CardNumber),
        ("gồm số định danh của đồng chí", owner.CitizenNumber),
    ];

    private static IEnumerable<Guess> OfPerson(PasswordOwner owner) =>
    [
        new("trùng tên đăng nhập hoặc chỉ thêm vài ký tự", Parts(owner.Login)),
        new("gồm mã PartyNet của đồng chí", Parts(owner.Code)),
        new("gồm họ tên của đồng chí", Parts(owner.FullName)),
        new("gồm ngày sinh của đồng chí", Birth(owner)),
        new("gồm tên tổ chức đảng của đồng chí", Parts(owner.UnitName)),
        new("gồm những từ nhiều người đoán được", OfTheSite),
    ];

    /// <summary>The whole, its letters alone, and its words.</summary>
    private static string[] Parts(string? text)
    {
        var folded = PasswordReading.Fold(text ?? "");
        var whole = PasswordReading.LettersAndDigits(folded);
        var words = string.Concat(folded.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ');
        return [.. words.Append(whole).Append(PasswordReading.Letters(whole)).Where(w => w.Length >= ShortestWord && w.Any(char.IsLetter))];
    }

    private static string[] Birth(PasswordOwner owner)
    {
        string[] writings = owner.BirthDate is null ? [] : ["ddMMyyyy", "ddMMyy", "dMyyyy", "dMyy", "yyyyMMdd", "yyMMdd"];
        return
        [
            .. writings.Select(writing => owner.BirthDate!.Value.ToString(writing, CultureInfo.InvariantCulture)),
            .. owner.BirthYear is { } year ? [year.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        ];
    }

    private static int LettersLeft(string reading, List<Guess> guesses)
    {
        foreach (var word in guesses.SelectMany(g => g.Words).OrderByDescending(w => w.Length))
            reading = reading.Replace(word, " ", StringComparison.Ordinal);
        return reading.Where(char.IsLetter).Distinct().Count();
    }

    /// <summary>A phone number without the nought or the country code before it, of which people leave one or the other out.</summary>
    private static string Bare(string number) => number switch
    {
        ['0', .. var rest] => rest,
        ['8', '4', .. { Length: 9 } rest] => rest,
        _ => number,
    };

    private sealed record Guess(string What, string[] Words)
    {
        public int LongestIn(string reading) =>
            Words.Where(word => reading.Contains(word, StringComparison.Ordinal)).Select(word => word.Length).DefaultIfEmpty().Max();
    }
}
