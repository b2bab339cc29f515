namespace PartyNet.UnitTests.Text;

/// <summary>
/// Types Vietnamese the old way. VNI is written out from the keyboard layout, the other way round than the decoder's tables, so that
/// a slip in one shows against the other.
/// </summary>
internal static class LegacyTyping
{
    public static readonly IReadOnlyDictionary<char, string> Tcvn3 =
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00ADõøö÷ùúýûüþ¡¢§£¤¥¦"
            .Zip("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ")
            .ToDictionary(pair => pair.Second, pair => pair.First.ToString());

    public static readonly IReadOnlyDictionary<char, string> Vni = new (string Typed, string Letters)[]
    {
        ("a,aø,aû,aõ,aù,aï", "aàảãáạ"), ("aâ,aà,aå,aã,aá,aä", "âầẩẫấậ"), ("aê,aè,aú,aü,aé,aë", "ăằẳẵắặ"),
        ("e,eø,eû,eõ,eù,eï", "eèẻẽéẹ"), ("eâ,eà,eå,eã,eá,eä", "êềểễếệ"), ("i,ì,æ,ó,í,ò", "iìỉĩíị"),
        ("o,oø,oû,oõ,où,oï", "oòỏõóọ"), ("oâ,oà,oå,oã,oá,oä", "ôồổỗốộ"), ("ô,ôø,ôû,ôõ,ôù,ôï", "ơờởỡớợ"),
        ("u,uø,uû,uõ,uù,uï", "uùủũúụ"), ("ö,öø,öû,öõ,öù,öï", "ưừửữứự"), ("y,yø,yû,yõ,yù,î", "yỳỷỹýỵ"), ("ñ", "đ"),
    }.SelectMany(row => row.Typed.Split(',').Zip(row.Letters)).ToDictionary(pair => pair.Second, pair => pair.First);

    public static string Type(string text, IReadOnlyDictionary<char, string> keys) => string.Concat(text.Select(c =>
        keys.TryGetValue(c, out var typed) ? typed
        : keys.TryGetValue(char.ToLowerInvariant(c), out typed) ? typed.ToUpperInvariant()
        : c.ToString()));
}
