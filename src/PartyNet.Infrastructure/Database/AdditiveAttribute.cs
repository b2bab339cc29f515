namespace PartyNet.Infrastructure.Database;

/// <summary>
/// A migration that only adds: tables, columns that may be empty or have a default, indexes that refuse nothing. The release before works
/// on with it, and so serves while replicas are replaced one by one. What is not marked breaks (ADR 24).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdditiveAttribute : Attribute;
