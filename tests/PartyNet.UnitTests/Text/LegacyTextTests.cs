using System.Text;
using CsCheck;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class LegacyTextTests
{
    public static TheoryData<LegacyEncoding, string, string> Vectors => new()
    {
        { LegacyEncoding.Tcvn3, "NguyÔn V¨n Hïng - C«ng ty TNHH", "Nguyễn Văn Hùng - Công ty TNHH" },
        { LegacyEncoding.Tcvn3, "§¶ng céng s¶n ViÖt Nam", "Đảng cộng sản Việt Nam" },
        { LegacyEncoding.Tcvn3, "TrÇn Quèc To¶n", "Trần Quốc Toản" },
        { LegacyEncoding.Tcvn3, "Hå ChÝ Minh", "Hồ Chí Minh" },
        { LegacyEncoding.Tcvn3, "L\u00ADu V¨n T\u00AD, Th\u00ADîng", "Lưu Văn Tư, Thượng" },
        { LegacyEncoding.Tcvn3, "NGUYÔN V¡N HïNG", "NGUYỄN VĂN HÙNG" },
        { LegacyEncoding.Tcvn3, "Hå CHÝ MINH", "HỒ CHÍ MINH" },
        { LegacyEncoding.Tcvn3, "Vâ A", "Võ A" },
        { LegacyEncoding.Tcvn3, "UBND x· §«ng", "UBND xã Đông" },
        { LegacyEncoding.Vni, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc" },
        { LegacyEncoding.Vni, "ÑÔN TRÌNH BAÙO", "ĐƠN TRÌNH BÁO" },
        { LegacyEncoding.Vni, "Nguyeãn Vaên Thöû", "Nguyễn Văn Thử" },
        { LegacyEncoding.Vni, "126 Ñieän Bieân Phuû", "126 Điện Biên Phủ" },
        { LegacyEncoding.Vni, "Xoâ Vieát Ngheä Tónh", "Xô Viết Nghệ Tĩnh" },
        { LegacyEncoding.Vni, "Leâ Hoàng Phong", "Lê Hồng Phong" },
        { LegacyEncoding.Vni, "NGUYEãN THÒ AÙnh", "NGUYỄN THỊ Ánh" },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void Legacy_text_decodes_to_composed_Unicode(LegacyEncoding encoding, string legacy, string expected) =>
        Assert.Equal(expected, LegacyText.Decode(legacy, encoding));

    [Theory, MemberData(nameof(Vectors))]
    public void A_column_of_one_such_line_is_recognised(LegacyEncoding encoding, string legacy, string _)
    {
        var found = LegacyText.Detect([legacy]);
        Assert.Equal(encoding, found.Encoding);
    }

    [Theory, MemberData(nameof(Vectors))]
    public void The_decoded_column_is_Unicode_and_stays(LegacyEncoding _, string legacy, string expected)
    {
        Assert.NotEqual(legacy, expected);
        Assert.Equal(LegacyEncoding.Unicode, LegacyText.Detect([expected]).Encoding);
        Assert.Equal(expected, LegacyText.Decode(expected.Normalize(NormalizationForm.FormD), LegacyEncoding.Unicode));
    }

    [Fact]
    public void Every_Vietnamese_letter_survives_the_way_through_TCVN3()
    {
        Assert.Equal(74, LegacyTyping.Tcvn3.Count);
        Assert.All(LegacyTyping.Tcvn3, pair => Assert.Equal($"x{pair.Key}", LegacyText.Decode($"x{pair.Value}", LegacyEncoding.Tcvn3)));
    }

    [Fact]
    public void Every_Vietnamese_letter_survives_the_way_through_VNI()
    {
        Assert.Equal(73, LegacyTyping.Vni.Count);
        Assert.All(
            LegacyTyping.Vni,
            pair =>
            {
                Assert.Equal($"n{pair.Key}n", LegacyText.Decode($"n{pair.Value}n", LegacyEncoding.Vni));
                Assert.Equal(
                    $"N{char.ToUpperInvariant(pair.Key)}N",
                    LegacyText.Decode($"N{pair.Value.ToUpperInvariant()}N", LegacyEncoding.Vni)
                );
            }
        );
    }

    [Fact]
    public void A_column_of_names_is_recognised_and_decoded_in_whatever_encoding_it_was_typed() =>
        TextGen
            .CommonName.Array[1, 20]
            .Sample(names =>
            {
                string[] tcvn3 = [.. names.Select(n => LegacyTyping.Type(n, LegacyTyping.Tcvn3))],
                    vni = [.. names.Select(n => LegacyTyping.Type(n, LegacyTyping.Vni))];
                Assert.Equal(LegacyEncoding.Unicode, LegacyText.Detect(names).Encoding);
                Assert.Equal(LegacyEncoding.Tcvn3, LegacyText.Detect(tcvn3).Encoding);
                Assert.Equal(LegacyEncoding.Vni, LegacyText.Detect(vni).Encoding);
                Assert.Equal(names, tcvn3.Select(n => LegacyText.Decode(n, LegacyEncoding.Tcvn3)));
                Assert.Equal(names, vni.Select(n => LegacyText.Decode(n, LegacyEncoding.Vni)));
            });

    [Fact]
    public void Hoàng_is_read_by_the_column_it_stands_in()
    {
        string[] vni = ["Leâ Hoàng Phong", "Hoàng", "Nguyeãn Vaên Hoàng", "Phan Thò Loan"];
        string[] unicode = ["Lê Hoàng Phong", "Hoàng", "Nguyễn Văn Hoàng", "Phan Thị Loan"];
        Assert.Equal(LegacyEncoding.Vni, LegacyText.Detect(vni).Encoding);
        Assert.Equal(LegacyEncoding.Unicode, LegacyText.Detect(unicode).Encoding);
        Assert.Equal("Hồng", LegacyText.Decode(vni[1], LegacyText.Detect(vni).Encoding));
        Assert.Equal("Hoàng", LegacyText.Decode(unicode[1], LegacyText.Detect(unicode).Encoding));
    }

    [Fact]
    public void What_reads_in_two_ways_is_taken_as_Unicode()
    {
        var found = LegacyText.Detect(["Hoàng", "Hoàng Lan"]);
        Assert.Equal(LegacyEncoding.Unicode, found.Encoding);
        Assert.Equal(2, found.Evidence);
    }

    [Fact]
    public void A_column_that_mixes_encodings_is_left_undecided() =>
        Assert.Equal(
            LegacyEncoding.Undecided,
            LegacyText.Detect(["NguyÔn V¨n Hïng", "Nguyễn Văn Hùng", "TrÇn V¨n §«ng", "Trần Văn Đông"]).Encoding
        );

    [Fact]
    public void A_few_cells_in_another_encoding_do_not_sway_a_long_column()
    {
        var column = Enumerable.Repeat("NguyÔn V¨n Hïng", 40).Append("Nguyễn Văn Hùng");
        Assert.Equal(LegacyEncoding.Tcvn3, LegacyText.Detect(column).Encoding);
    }

    [Fact]
    public void Plain_ASCII_and_empty_columns_need_no_conversion()
    {
        Assert.Equal(new LegacyDetection(LegacyEncoding.Unicode, 0), LegacyText.Detect([]));
        Assert.Equal(new LegacyDetection(LegacyEncoding.Unicode, 0), LegacyText.Detect([null, "", "NGUYEN VAN AN"]));
    }

    [Fact]
    public void Words_that_no_encoding_explains_leave_the_column_undecided() =>
        Assert.Equal(new LegacyDetection(LegacyEncoding.Undecided, 0), LegacyText.Detect(["Brôih", "Müßig"]));

    [Fact]
    public void Decoding_and_detection_are_total() =>
        Gen.Select(TextGen.Anything, Gen.Enum<LegacyEncoding>()).Sample((text, encoding) =>
        {
            Assert.True(LegacyText.Decode(text, encoding).IsNormalized(NormalizationForm.FormC));
            Assert.InRange(LegacyText.Detect([text]).Evidence, 0, text.Length);
        });
}
