namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// Tells a key that somebody made up, or copied out of a manual, from a random one. What is refused here random keys practically never are:
/// not one in a thousand million.
/// </summary>
internal static class KeyStrength
{
    private const int FewBytes = 16;
    private const int MostTyped = 29;
    private const int MostEvenSteps = 7;

    /// <summary>What is wrong with the two keys of a version, in Vietnamese; null where nothing is.</summary>
    public static string? WhatIsWrong(KeyVersion key)
    {
        if (key.Version < 1)
            return "số phiên bản phải từ 1";
        if (key.Data.Length != KeyRing.KeyBytes || key.Index.Length != KeyRing.KeyBytes)
            return $"khóa không dài {KeyRing.KeyBytes} byte";
        byte[] difference = [.. key.Data.Zip(key.Index, (one, other) => (byte)(one ^ other))];
        return Pattern(key.Data) ?? Pattern(key.Index) ?? (Pattern(difference) is null ? null : "hai khóa suy ra được từ nhau");
    }

    private static string? Pattern(byte[] key)
    {
        if (key.Distinct().Count() < FewBytes)
            return "quá ít byte khác nhau";
        if (key.Count(IsTyped) >= MostTyped)
            return "là chữ gõ trên bàn phím";
        if (Enumerable.Range(1, key.Length / 2).Any(block => IsRepeated(key, block)))
            return "một đoạn lặp lại";
        var steps = key.Zip(key.Skip(1), (one, next) => (byte)(next - one));
        return steps.CountBy(step => step).Max(step => step.Value) > MostEvenSteps ? "các byte cách đều nhau" : null;
    }

    private static bool IsTyped(byte b) => b is >= (byte)' ' and <= (byte)'~';

    /// <summary>Three bytes in four are the ones a block before.</summary>
    private static bool IsRepeated(byte[] key, int block) =>
        key.Skip(block).Zip(key).Count(bytes => bytes.First == bytes.Second) * 4 >= (key.Length - block) * 3;
}
