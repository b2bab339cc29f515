using System.Buffers.Binary;

namespace PartyNet.Demo;

/// <summary>
/// A generator of its own for each part of the demo (SplitMix64): the same seed gives the same rows on every machine and .NET version,
/// also when the parts are made in parallel.
/// </summary>
internal sealed class DemoRandom
{
    private static readonly long IdEpoch = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly long _idTime;
    private ulong _state;
    private uint _ids;

    /// <param name="part">Number of the part; ids of later parts sort later, which keeps indexes compact.</param>
    public DemoRandom(int seed, long part)
    {
        _idTime = IdEpoch + part;
        _state = (ulong)seed;
        _state = Next() ^ (ulong)part;
        Next();
    }

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(int inThousand) => Below(1000) < inThousand;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public DateOnly Date(int firstYear, int lastYear) =>
        new DateOnly(firstYear, 1, 1).AddDays(Below(((lastYear - firstYear + 1) * 365) - 1));

    /// <summary>A UUIDv7 that is the same every time: links to the demo keep working after it is loaded anew.</summary>
    public Guid Id() => Id(_idTime);

    /// <summary>As <see cref="Id()"/>, of what happened then: ids of processes follow time.</summary>
    public Guid Id(DateTimeOffset at) => Id(at.ToUnixTimeMilliseconds());

    private Guid Id(long time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)time << 16) | 0x7000 | (_ids++ & 0xFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Next() >> 2) | 0x8000_0000_0000_0000);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Splits a total into whole parts in proportion to the weights.</summary>
    public static int[] Split(int total, IReadOnlyList<int> weights)
    {
        var parts = new int[weights.Count];
        long sum = weights.Sum(w => (long)w), before = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            // Differences of running shares: they add up to the total whatever the rounding does.
            var after = before + weights[i];
            parts[i] = (int)((total * after / sum) - (total * before / sum));
            before = after;
        }

        return parts;
    }
}
