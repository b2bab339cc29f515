using BenchmarkDotNet.Attributes;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Benchmarks.Protection;

/// <summary>What an export opens for each account and a demo seals, and what looks an account up.</summary>
[MemoryDiagnoser]
public class SecretBoxBenchmarks
{
    private const string Details = "https://www.facebook.com/nguyen.van.an.mau0001\u001fNguyễn Văn An\u001ffb.com/nguyen.van.an.mau0001";

    private readonly SecretBox _box = new(KeyRing.Generate());
    private readonly Guid _row = Guid.CreateVersion7();
    private byte[] _sealed = [];

    [GlobalSetup]
    public void Setup() => _sealed = Seal();

    [Benchmark]
    public byte[] Seal() => _box.Seal(SecretField.AccountDetails, _row, Details);

    [Benchmark]
    public Unsealed Open() => _box.Open(SecretField.AccountDetails, _row, _sealed);

    [Benchmark]
    public IReadOnlyList<BlindIndexValue> Index() => _box.Index(IndexedField.Account, "facebook|1|nguyen.van.an.mau0001");
}
